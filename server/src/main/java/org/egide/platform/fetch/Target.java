package org.egide.platform.fetch;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One address to fetch, taken apart strictly: http or https, no credentials, a host that is a name or a plainly written network
 * address, a port that the web uses.
 */
record Target(String scheme, String host, int port, String rest) {
    /** Ports of services that are not the web: a request to them could be mistaken for a command. */
    private static final Set<Integer> OTHER_SERVICES = Set.of(
            1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
            109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
            526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 873, 989, 990, 993, 995, 1433, 1521, 1719, 1720,
            1723, 2049, 2375, 2376, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667,
            6668, 6669, 6679, 6697, 9042, 10080, 11211, 27017);

    private static final Pattern NAME = Pattern.compile("(?i)[a-z0-9_]([a-z0-9_-]{0,62}\\.?)+");
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern NUMBER = Pattern.compile("(?i)(0x[0-9a-f]*|\\d+)");
    private static final Pattern VERSION_6 = Pattern.compile("(?i)\\[[0-9a-f:.]+]");

    /** The target, or the code of the refusal. */
    sealed interface Reading {
        record Good(Target target) implements Reading {}

        record Bad(String code) implements Reading {}
    }

    static Reading of(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var authority = uri.getRawAuthority();
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return new Reading.Bad("scheme");
        }
        if (authority == null || authority.isEmpty()) {
            return new Reading.Bad("no-host");
        }
        if (authority.contains("@")) {
            return new Reading.Bad("credentials");
        }
        try {
            return read(scheme, authority, rest(uri));
        } catch (IllegalArgumentException e) {
            // Some characters become forbidden ones when they are put in their usual form, for instance U+1FEF.
            return new Reading.Bad("odd-address");
        }
    }

    private static Reading read(String scheme, String authority, String rest) {
        var colon = authority.lastIndexOf(':');
        var hasPort = colon > authority.lastIndexOf(']');
        var portText = hasPort ? authority.substring(colon + 1) : "";
        if (!portText.matches("\\d{0,5}")) {
            return new Reading.Bad("port");
        }
        var port = portText.isEmpty() ? standardPort(scheme) : Integer.parseInt(portText);
        if (port < 1 || port > 65_535 || OTHER_SERVICES.contains(port)) {
            return new Reading.Bad("port");
        }
        var host = host(hasPort ? authority.substring(0, colon) : authority);
        return host.isEmpty() ? new Reading.Bad("odd-host") : new Reading.Good(new Target(scheme, host, port, rest));
    }

    /** The host in its plain form, or an empty text when it is written in a way that programs read differently. */
    private static String host(String written) {
        if (written.startsWith("[")) {
            return VERSION_6.matcher(written).matches() ? written.toLowerCase(Locale.ROOT) : "";
        }
        try {
            var host = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            var bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
            var lastLabel = bare.substring(bare.lastIndexOf('.') + 1);
            if (NUMBER.matcher(lastLabel).matches() && !DOTTED.matcher(bare).matches()) {
                return "";
            }
            return bare.length() <= 253 && NAME.matcher(bare).matches() ? bare : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static int standardPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String rest(URI uri) {
        var ascii = URI.create(uri.toASCIIString());
        var path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + '?' + ascii.getRawQuery();
    }

    /** The address to ask for. */
    URI uri() {
        return URI.create(scheme + "://" + host + ":" + port + rest);
    }

    @Override
    public String toString() {
        return "Target[" + scheme + "]";
    }
}
