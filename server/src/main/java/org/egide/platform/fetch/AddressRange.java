package org.egide.platform.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.egide.platform.Refusal;

/** A range of network addresses in CIDR form ({@code 10.0.0.0/8}, {@code fc00::/7}). A broken one is refused ({@code bad-range}). */
public record AddressRange(byte[] network, int bits) {
    private static final String LITERAL = "[0-9a-fA-F:.]+";

    public AddressRange {
        network = network.clone();
        if (bits < 0 || bits > network.length * 8) {
            throw Refusal.because("bad-range", "A range of network addresses has a wrong length.");
        }
    }

    /** Reads ranges with commas between; an empty text holds none. */
    public static List<AddressRange> listOf(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(AddressRange::of)
                .toList();
    }

    /** Reads one range; an address without a length is that address alone. */
    public static AddressRange of(String text) {
        var parts = text.strip().split("/", -1);
        if (parts.length > 2 || !parts[0].matches(LITERAL)) {
            throw Refusal.because("bad-range", "A range of network addresses is written like 10.0.0.0/8.");
        }
        try {
            var network = InetAddress.getByName(parts[0]).getAddress();
            return new AddressRange(network, parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]));
        } catch (UnknownHostException | NumberFormatException e) {
            throw Refusal.because("bad-range", "A range of network addresses is written like 10.0.0.0/8.");
        }
    }

    /** Whether the address lies in it; addresses of the other family never do. */
    public boolean holds(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (var i = 0; i < bits; i++) {
            var mask = 0x80 >> (i % 8);
            if ((bytes[i / 8] & mask) != (network[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range
                && bits == range.bits
                && java.util.Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return 31 * java.util.Arrays.hashCode(network) + bits;
    }

    @Override
    public String toString() {
        return "AddressRange[/" + bits + "]";
    }
}
