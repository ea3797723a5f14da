package org.egide.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash function by the names its results are known under; results are lower-case hexadecimal. */
public enum Digest {
    /** Listed because partners still index by it; never relied upon. */
    MD5("MD5", 32),
    /** Listed because partners still index by it; never relied upon. */
    SHA1("SHA-1", 40),
    SHA256("SHA-256", 64),
    SHA512("SHA-512", 128);

    private final String algorithm;
    private final int digits;

    Digest(String algorithm, int digits) {
        this.algorithm = algorithm;
        this.digits = digits;
    }

    /** The hash of the bytes, raw. */
    public byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** A hash over bytes that come one after the other. */
    MessageDigest begin() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has " + algorithm, absent);
        }
    }

    /** The hash of the bytes as hexadecimal digits. */
    public String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** Whether a text has the form of this function's results. */
    public boolean isForm(String text) {
        return text.length() == digits && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    int digits() {
        return digits;
    }
}
