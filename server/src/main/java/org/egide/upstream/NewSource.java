package org.egide.upstream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.egide.fingerprints.NewList;
import org.egide.platform.Refusal;

/**
 * A source to be set up: its form, the address before {@code /v1} or {@code /v2}, who we are there, since when entries are wanted, how
 * often it is read (1 minute to 7 days), and the list made for it. Refuses {@code bad-base}, {@code bad-interval}, {@code bad-begin}.
 */
record NewSource(Form form, URI base, Login login, Instant begin, Duration every, NewList list) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(7);

    NewSource {
        if (every.toMinutes() < 1 || every.compareTo(LONGEST) > 0) {
            throw Refusal.because("bad-interval", "A source is read every 1 to 10080 minutes.");
        }
        if (begin.isBefore(EARLIEST)) {
            throw Refusal.because("bad-begin", "Entries can be asked for from the year 2000.");
        }
    }

    /**
     * Reads an address. It is https, with neither login nor question in it; plain http only to this machine itself, where a tunnel
     * may begin.
     */
    static URI base(String text) {
        var written = text.strip().replaceAll("/+$", "");
        try {
            var uri = URI.create(written);
            var plain = uri.getRawAuthority() != null
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && written.length() <= 300;
            if (plain && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here(uri.getHost())))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        throw bad();
    }

    private static boolean here(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static Refusal bad() {
        return Refusal.because(
                "bad-base",
                "The address of a source begins with https:// and holds neither a login nor a question mark.");
    }
}
