package org.egide.sharing;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names a partner that pulls lists. */
public record PartnerId(UUID value) {
    public PartnerId {
        Objects.requireNonNull(value);
    }

    /** Reads an id from a path; refuses anything else as not found. */
    public static PartnerId of(String text) {
        try {
            return new PartnerId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
