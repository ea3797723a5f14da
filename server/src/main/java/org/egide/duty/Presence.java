package org.egide.duty;

import java.util.Arrays;
import java.util.Optional;

/** When somebody counts as being at the desk. Whoever has a slot of the roster now always does, but under {@link #HOURS}. */
public enum Presence {
    /**
     * Somebody who may read a report used the desk, or was invited to it, within the hours of a first look that reporters are promised:
     * where nobody came for so long, the promise would be a lie. The default.
     */
    PROMISE,
    /** Somebody who may read a report used the desk within the last minutes. For desks that answer live. */
    SEEN,
    /** Only the roster counts. */
    ROSTER,
    /** The declared hours are believed: it is enough that the desk has people. */
    HOURS;

    static Optional<Presence> of(String name) {
        return Arrays.stream(values())
                .filter(presence -> presence.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
