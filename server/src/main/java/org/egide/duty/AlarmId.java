package org.egide.duty;

import java.util.Objects;
import java.util.UUID;
import org.egide.platform.Refusal;

/** Names an alarm. */
record AlarmId(UUID value) {
    AlarmId {
        Objects.requireNonNull(value);
    }

    static AlarmId of(String text) {
        try {
            return new AlarmId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
