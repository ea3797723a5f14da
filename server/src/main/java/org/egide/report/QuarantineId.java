package org.egide.report;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names one thing that lies in quarantine. */
public record QuarantineId(UUID value) {
    public QuarantineId {
        Objects.requireNonNull(value);
    }

    /** Reads an id from a path; refuses anything else as not found. */
    public static QuarantineId of(String text) {
        try {
            return new QuarantineId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
