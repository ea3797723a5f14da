package org.egide.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret of 256 random bits that only its bearer knows: a session or a one-time link. 43 characters of base64url. The
 * database keeps {@link #hash()} only; with that much randomness a plain SHA-256 cannot be guessed back.
 */
public record SecretToken(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public SecretToken {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a secret token has 43 characters of base64url");
        }
    }

    /** A new one. */
    public static SecretToken random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads what somebody sent; nothing when it cannot be one. */
    public static Optional<SecretToken> read(String sent) {
        return SHAPE.matcher(sent).matches() ? Optional.of(new SecretToken(sent)) : Optional.empty();
    }

    /** What the database keeps. */
    public byte[] hash() {
        return sha256("token:" + value);
    }

    /** The token that the forms of a session carry; it does not lead back to this one. */
    String forForms() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("form:" + value));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SecretToken[hidden]";
    }
}
