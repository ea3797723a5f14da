package org.egide.triage;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A web address in the form by which reports are linked: http and https are the same, host in lower case and ASCII without a dot at the
 * end, no default port, no fragment, escapes in capitals, and the disguises that people write ({@code hxxp}, {@code [.]}) undone.
 * Path and query stay as they are, since they may matter to the host.
 */
public record CanonicalAddress(String text) {
    /** Reads an address; nothing when it is none of the web. */
    public static Optional<CanonicalAddress> of(String written) {
        return read(written).flatMap(CanonicalAddress::canonical);
    }

    /** The address to fetch, with the scheme that was told; nothing when it is none of the web. */
    public static Optional<URI> toFetch(String written) {
        return read(written).filter(uri -> uri.getHost() != null);
    }

    private static Optional<URI> read(String written) {
        var plain = written.strip()
                .replace("[.]", ".")
                .replace("(.)", ".")
                .replace("[:]", ":")
                .replace(" ", "%20");
        var lower = plain.toLowerCase(Locale.ROOT);
        if (lower.startsWith("hxxp")) {
            plain = "http" + plain.substring(4);
        } else if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            if (lower.contains("://")) {
                return Optional.empty();
            }
            plain = "http://" + plain;
        }
        return parse(plain);
    }

    private static Optional<URI> parse(String plain) {
        try {
            var start = plain.indexOf("://") + 3;
            var end = firstOf(plain, start);
            var authority = plain.substring(start, end);
            var port = authority.lastIndexOf(':') > authority.lastIndexOf(']') ? authority.lastIndexOf(':') : -1;
            var host = port < 0 ? authority : authority.substring(0, port);
            var ascii = host.startsWith("[") ? host : IDN.toASCII(host);
            var rest = port < 0 ? "" : authority.substring(port);
            return Optional.of(new URI(plain.substring(0, start) + ascii + rest + plain.substring(end)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int firstOf(String text, int from) {
        for (var i = from; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static Optional<CanonicalAddress> canonical(URI uri) {
        if (uri.getHost() == null || uri.getHost().isBlank()) {
            return Optional.empty();
        }
        var host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        var port = uri.getPort() < 0 || uri.getPort() == 80 || uri.getPort() == 443 ? "" : ":" + uri.getPort();
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : escapes(uri.getRawPath());
        var query = uri.getRawQuery() == null ? "" : "?" + escapes(uri.getRawQuery());
        return Optional.of(new CanonicalAddress(host + port + path + query));
    }

    private static String escapes(String raw) {
        var text = new StringBuilder(raw);
        for (var i = 0; i + 2 < text.length(); i++) {
            if (text.charAt(i) == '%') {
                text.setCharAt(i + 1, Character.toUpperCase(text.charAt(i + 1)));
                text.setCharAt(i + 2, Character.toUpperCase(text.charAt(i + 2)));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "CanonicalAddress[redacted]";
    }
}
