package org.egide.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A hidden field of a page that only this house can read and nobody can change, good for a while: AES-256-GCM under a key for its use. */
final class SealedField {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec secret;
    private final byte[] label;
    private final Duration lasts;
    private final Clock clock;

    SealedField(Pepper pepper, String use, Duration lasts, Clock clock) {
        this.secret = new SecretKeySpec(pepper.derive(use), "AES");
        this.label = use.getBytes(StandardCharsets.UTF_8);
        this.lasts = lasts;
        this.clock = clock;
    }

    String write(byte[] plain) {
        try {
            var nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            var ends = clock.instant().plus(lasts).getEpochSecond();
            var box = cipher(Cipher.ENCRYPT_MODE, nonce)
                    .doFinal(ByteBuffer.allocate(Long.BYTES + plain.length)
                            .putLong(ends)
                            .put(plain)
                            .array());
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(NONCE + box.length)
                            .put(nonce)
                            .put(box)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was written; nothing when it is not ours, was changed or is too old. */
    Optional<byte[]> read(String field) {
        try {
            var whole = Base64.getUrlDecoder().decode(field);
            if (whole.length <= NONCE + TAG_BITS / 8) {
                return Optional.empty();
            }
            var plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE))
                    .doFinal(whole, NONCE, whole.length - NONCE));
            if (plain.getLong() < clock.instant().getEpochSecond()) {
                return Optional.empty();
            }
            var bytes = new byte[plain.remaining()];
            plain.get(bytes);
            return Optional.of(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label);
        return cipher;
    }
}
