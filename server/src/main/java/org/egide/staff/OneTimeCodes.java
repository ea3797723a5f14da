package org.egide.staff;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** One-time codes by time (RFC 6238: SHA-1, six digits, thirty seconds), as every authenticator app makes them. */
@Component
final class OneTimeCodes {
    private static final long STEP_SECONDS = 30;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(
            Duration.ofSeconds(STEP_SECONDS), 6, TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1);
    private final Clock clock;

    OneTimeCodes(Clock clock) {
        this.clock = clock;
    }

    /**
     * The time step of the code, when it is right now or one step off and newer than the last one used: a code that was used, or
     * is older than one that was, is refused.
     */
    OptionalLong step(byte[] seed, String typed, long lastUsed) {
        var code = typed.replaceAll("[\\s-]", "").getBytes(StandardCharsets.UTF_8);
        var now = clock.instant().getEpochSecond() / STEP_SECONDS;
        var found = OptionalLong.empty();
        for (var step = now - 1; step <= now + 1; step++) {
            if (MessageDigest.isEqual(code(seed, step).getBytes(StandardCharsets.UTF_8), code) && step > lastUsed) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private String code(byte[] seed, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(seed, "HmacSHA1"), Instant.ofEpochSecond(step * STEP_SECONDS), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The seed as people type it: base32 in groups of four. */
    static String typed(byte[] seed) {
        return base32(seed).replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** The address that authenticator apps open. */
    static String address(byte[] seed, String node, String handle) {
        var issuer = encode(node);
        return "otpauth://totp/" + issuer + ":" + encode(handle) + "?secret=" + base32(seed) + "&issuer=" + issuer
                + "&algorithm=SHA1&digits=6&period=" + STEP_SECONDS;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** RFC 4648 without padding; 20 bytes make 32 letters. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        var held = 0;
        var bits = 0;
        for (var next : bytes) {
            held = (held << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((held >> bits) & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }
}
