package org.egide.gateway;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names a provider. */
public record ProviderId(UUID value) {
    public ProviderId {
        Objects.requireNonNull(value);
    }

    /** Reads an id from a path; refuses anything else as not found. */
    public static ProviderId of(String text) {
        try {
            return new ProviderId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
