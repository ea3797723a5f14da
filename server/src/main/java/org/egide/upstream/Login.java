package org.egide.upstream;

import java.nio.charset.StandardCharsets;
import org.egide.platform.Refusal;

/**
 * Who we are at a source. NCMEC's form: user name, password, nothing. StopNCII's: key for fetching, subscription key, key for
 * feedback (empty: no votes are sent). Kept sealed, never printed. Refuses {@code bad-login}.
 */
record Login(String first, String second, String third) {
    private static final int LONGEST = 500;

    Login {
        if (first.isBlank() || second.isBlank() || !fit(first) || !fit(second) || !fit(third)) {
            throw Refusal.because("bad-login", "A login has two parts of at most 500 plain characters.");
        }
    }

    private static boolean fit(String part) {
        return part.length() <= LONGEST && part.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    byte[] bytes() {
        return String.join("\n", first, second, third).getBytes(StandardCharsets.UTF_8);
    }

    static Login read(String stored) {
        var parts = stored.split("\n", -1);
        return new Login(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return "Login[redacted]";
    }
}
