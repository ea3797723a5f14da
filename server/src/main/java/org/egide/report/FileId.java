package org.egide.report;

import java.util.Objects;
import java.util.UUID;

/** Names a file that came with a report. */
public record FileId(UUID value) {
    public FileId {
        Objects.requireNonNull(value);
    }

    /** A new random id: it says nothing about when. */
    public static FileId random() {
        return new FileId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static FileId of(String text) {
        try {
            return new FileId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw org.egide.platform.Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
