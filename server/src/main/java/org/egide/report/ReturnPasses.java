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
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.egide.keys.ReturnKey;
import org.springframework.stereotype.Component;

/**
 * Lets somebody who has given the code go on without giving it again: a pass is sealed, stands in a hidden field of the page and
 * nowhere else, and is good for {@link #LASTS}. No cookie, no session, nothing in the database.
 */
@Component
public final class ReturnPasses {
    /** Without a new page for this long, the code is asked for again. */
    public static final Duration LASTS = Duration.ofMinutes(30);

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] LABEL = "egide pass 1".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec secret;
    private final Clock clock;

    ReturnPasses(Pepper pepper, Clock clock) {
        this.secret = new SecretKeySpec(pepper.derive("return-pass"), "AES");
        this.clock = clock;
    }

    /** A pass from now on. */
    public String write(Return back) {
        var key = back.key().bytes();
        var id = back.subject().id();
        var plain = ByteBuffer.allocate(8 + 1 + 16 + key.length)
                .putLong(clock.instant().plus(LASTS).getEpochSecond())
                .put((byte) back.subject().kind().ordinal())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(key)
                .array();
        try {
            var nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            var box = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            var whole =
                    ByteBuffer.allocate(NONCE + box.length).put(nonce).put(box).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who holds the pass; nobody when it is none, was changed or is too old. */
    public Optional<Return> read(String pass) {
        try {
            var whole = Base64.getUrlDecoder().decode(pass);
            if (whole.length <= NONCE) {
                return Optional.empty();
            }
            var plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE))
                    .doFinal(whole, NONCE, whole.length - NONCE));
            if (plain.getLong() < clock.instant().getEpochSecond()) {
                return Optional.empty();
            }
            var kind = Subject.Kind.values()[plain.get()];
            var subject = new Subject(kind, new UUID(plain.getLong(), plain.getLong()));
            var key = new byte[plain.remaining()];
            plain.get(key);
            return Optional.of(new Return(subject, ReturnKey.of(key)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(LABEL);
        return cipher;
    }
}
