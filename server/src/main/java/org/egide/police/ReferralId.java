package org.egide.police;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names a referral to the police. */
public record ReferralId(UUID value) {
    public ReferralId {
        Objects.requireNonNull(value);
    }

    /** A new random id. */
    public static ReferralId random() {
        return new ReferralId(UUID.randomUUID());
    }

    /** Reads an id from a path or a form; refuses anything else as not found. */
    public static ReferralId of(String text) {
        try {
            return new ReferralId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
