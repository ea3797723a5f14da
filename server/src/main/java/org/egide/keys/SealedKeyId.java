package org.egide.keys;

import java.util.Objects;
import java.util.UUID;

/** Names one data key; destroying the key of that id makes all values sealed under it unreadable. */
public record SealedKeyId(UUID value) {
    public SealedKeyId {
        Objects.requireNonNull(value);
    }

    /** A new random id. */
    public static SealedKeyId random() {
        return new SealedKeyId(UUID.randomUUID());
    }
}
