package org.egide.report;

import java.util.Objects;
import java.util.UUID;

/** Names one thing a report speaks of. */
public record ItemId(UUID value) {
    public ItemId {
        Objects.requireNonNull(value);
    }

    /** A new random id: it says nothing about when. */
    public static ItemId random() {
        return new ItemId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static ItemId of(String text) {
        try {
            return new ItemId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw org.egide.platform.Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
