package org.egide.fingerprints;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of fingerprint that a list may hold. */
public enum HashKind {
    /** Perceptual: 256 bits, in any form. */
    PDQ(64),
    /** Of the bytes. */
    SHA256(64),
    /** Of the bytes; collisions can be made on purpose, so it proves nothing alone. */
    SHA1(40),
    /** Of the bytes; in common use for video, and collisions are easy to make. */
    MD5(32);

    private final int digits;

    HashKind(int digits) {
        this.digits = digits;
    }

    /** How many hexadecimal digits write one. */
    public int digits() {
        return digits;
    }

    /** The kind of that name as stored, or nothing. */
    public static Optional<HashKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** All kinds, in their order. */
    public static List<HashKind> all() {
        return List.of(values());
    }
}
