package org.egide.fingerprints;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names a list of fingerprints. */
public record ListId(UUID value) {
    public ListId {
        Objects.requireNonNull(value);
    }

    /** A new random id. */
    public static ListId random() {
        return new ListId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static ListId of(String text) {
        try {
            return new ListId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
