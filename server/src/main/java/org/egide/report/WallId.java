package org.egide.report;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names a wall between somebody and a report. */
public record WallId(UUID value) {
    public WallId {
        Objects.requireNonNull(value);
    }

    static WallId random() {
        return new WallId(UUID.randomUUID());
    }

    /** Reads an id from a path; refuses anything else as not found. */
    public static WallId of(String text) {
        try {
            return new WallId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
