package org.egide.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.stereotype.Component;

/**
 * Passphrases as Argon2id (19 MiB, two passes, one lane): half of the fallback, never enough alone. Kept as
 * {@code argon2id$19456$2$1$salt$tag}. Few are computed at once, in the order of coming; who would wait for more than five seconds is
 * asked to come again ({@code busy}).
 */
@Component
final class Passphrases {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Semaphore workers;
    private final String nobody;

    Passphrases(Settings settings) {
        this.workers = new Semaphore(Math.max(1, settings.number(Setting.ARGON_WORKERS)), true);
        this.nobody = encode(new byte[16], new byte[32]);
    }

    /** What to keep of a new passphrase. */
    String keep(String passphrase) {
        var plain = Normalizer.normalize(passphrase, Normalizer.Form.NFKC);
        var length = plain.codePointCount(0, plain.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Refusal.because(
                    "passphrase-length", "A passphrase has between " + SHORTEST + " and " + LONGEST + " characters.");
        }
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return encode(salt, derive(plain, salt));
    }

    /** Whether it is the one kept. */
    boolean matches(String passphrase, String kept) {
        var plain = Normalizer.normalize(passphrase, Normalizer.Form.NFKC);
        if (plain.length() > 2 * LONGEST) {
            return false;
        }
        var parts = kept.split("\\$", -1);
        var salt = Base64.getDecoder().decode(parts[4]);
        return MessageDigest.isEqual(derive(plain, salt), Base64.getDecoder().decode(parts[5]));
    }

    /** The same work for a name that nobody has; never right. */
    boolean pretend(String passphrase) {
        matches(passphrase, nobody);
        return false;
    }

    private byte[] derive(String plain, byte[] salt) {
        if (!itsTurn()) {
            throw Refusal.withStatus(
                    503, "busy", "Too many people sign in at this moment. Try again in a few seconds.");
        }
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withMemoryAsKB(MEMORY_KIB)
                    .withIterations(PASSES)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            var tag = new byte[32];
            generator.generateBytes(plain.getBytes(StandardCharsets.UTF_8), tag);
            return tag;
        } finally {
            workers.release();
        }
    }

    /** In the order of coming, so that a flood makes people wait and does not push in before them. */
    private boolean itsTurn() {
        try {
            return workers.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String encode(byte[] salt, byte[] tag) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "argon2id$" + MEMORY_KIB + "$" + PASSES + "$1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(tag);
    }
}
