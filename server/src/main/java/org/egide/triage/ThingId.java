package org.egide.triage;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names something that several reports may have in common. */
public record ThingId(UUID value) {
    public ThingId {
        Objects.requireNonNull(value);
    }

    static ThingId random() {
        return new ThingId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static ThingId of(String text) {
        try {
            return new ThingId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
