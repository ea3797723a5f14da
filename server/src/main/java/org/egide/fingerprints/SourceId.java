package org.egide.fingerprints;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names a service that others run and from which a list of ours is filled. */
public record SourceId(UUID value) {
    public SourceId {
        Objects.requireNonNull(value);
    }

    /** A new random id. */
    public static SourceId random() {
        return new SourceId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static SourceId of(String text) {
        try {
            return new SourceId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
