package org.egide.staff;

import java.util.Objects;
import java.util.UUID;

/** Names a desk: an organisation that owns reports (hotline, police unit, care service, oversight body). */
public record DeskId(UUID value) {
    public DeskId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
