package org.egide.fingerprints;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names an entry of a list. */
public record EntryId(UUID value) {
    public EntryId {
        Objects.requireNonNull(value);
    }

    /** A new random id. */
    public static EntryId random() {
        return new EntryId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static EntryId of(String text) {
        try {
            return new EntryId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
