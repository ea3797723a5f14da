package org.egide.platform.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The part of a network address that whoever attacks cannot change at will: 24 bits of version 4, 56 bits of version 6 (what a
 * household or an office is given). Never stored as it is, never logged.
 */
public record Network(String prefix) {
    /** The network of an address. */
    public static Network of(InetAddress address) {
        var bytes = address.getAddress();
        return new Network(HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 7)));
    }

    @Override
    public String toString() {
        return "Network[hidden]";
    }
}
