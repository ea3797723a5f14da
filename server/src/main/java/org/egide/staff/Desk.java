package org.egide.staff;

import java.util.Objects;

/** An organisation that owns reports. */
public record Desk(DeskId id, DeskKind kind, String name) {
    public Desk {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("a desk has a name of at most 200 characters");
        }
    }
}
