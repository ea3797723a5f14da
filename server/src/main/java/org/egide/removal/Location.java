package org.egide.removal;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * A reported address, read for removal: the exact words, what can be fetched, and the host. Reporters write addresses so that
 * nobody follows them by accident ({@code hxxp}, {@code [.]}) or leave the scheme out; an address that is none has no host.
 */
record Location(String told, Optional<URI> web, String host) {
    private static final Pattern NO_SCHEME = Pattern.compile("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)+(:\\d+)?([/?#].*)?");
    private static final Pattern NETWORK_ADDRESS = Pattern.compile("\\[.*]|\\d+(\\.\\d+){3}");

    static Location of(String told) {
        var text = told.strip()
                .replaceFirst("(?i)^hxxp", "http")
                .replace("[.]", ".")
                .replace("(.)", ".");
        var complete = NO_SCHEME.matcher(text).matches() ? "http://" + text : text;
        try {
            var uri = new URI(complete.replace(" ", "%20"));
            return uri.getRawAuthority() == null
                    ? new Location(told, Optional.empty(), "")
                    : new Location(told, Optional.of(uri), hostOf(uri.getRawAuthority()));
        } catch (URISyntaxException e) {
            return new Location(told, Optional.empty(), "");
        }
    }

    private static String hostOf(String authority) {
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        var bare = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        try {
            return bare.startsWith("[") ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return bare;
        }
    }

    /** Where a host is usually told about abuse, if one knows nothing about it (RFC 2142): never used before a person agrees. */
    Optional<String> guessedContact() {
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (NETWORK_ADDRESS.matcher(host).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(PublicSuffixMatcherLoader.getDefault().getDomainRoot(host))
                .map(domain -> "abuse@" + domain);
    }

    @Override
    public String toString() {
        return "Location[hidden]";
    }
}
