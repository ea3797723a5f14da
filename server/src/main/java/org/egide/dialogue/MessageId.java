package org.egide.dialogue;

import java.util.Objects;
import java.util.UUID;

/** One message of a conversation. */
public record MessageId(UUID value) {
    public MessageId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
