package org.egide.removal;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names a copy: one location of one item. */
public record CopyId(UUID value) {
    public CopyId {
        Objects.requireNonNull(value);
    }

    /** A new random id: it says nothing about when. */
    public static CopyId random() {
        return new CopyId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static CopyId of(String text) {
        try {
            return new CopyId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
