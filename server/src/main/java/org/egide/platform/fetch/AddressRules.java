package org.egide.platform.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be reached: of version 4 everything but the special ranges of RFC 6890, of version 6 only global unicast
 * without tunnels and translations that lead elsewhere (6to4, Teredo; NAT64, mapped and local ranges lie outside 2000::/3). What
 * the operator lists is allowed whatever it is.
 */
final class AddressRules {
    private static final List<AddressRange> SPECIAL = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "2620:4f:8000::/48",
            "3fff::/20");
    private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");

    private final List<AddressRange> allowed;

    private AddressRules(List<AddressRange> allowed) {
        this.allowed = allowed;
    }

    /** With the ranges that the operator allows, separated by commas. */
    static AddressRules allowing(String list) {
        return new AddressRules(AddressRange.listOf(list));
    }

    boolean allow(InetAddress address) {
        if (allowed.stream().anyMatch(range -> range.holds(address))) {
            return true;
        }
        if (address instanceof Inet6Address && !GLOBAL_UNICAST.holds(address)) {
            return false;
        }
        return SPECIAL.stream().noneMatch(range -> range.holds(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of).toList();
    }
}
