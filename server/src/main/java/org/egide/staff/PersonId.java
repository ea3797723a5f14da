package org.egide.staff;

import java.util.Objects;
import java.util.UUID;

/** Names a person of staff. */
public record PersonId(UUID value) {
    public PersonId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
