package org.egide.helpline;

import java.util.Arrays;
import java.util.Optional;

/** A need that was not met: what the gap map counts (R74.3). Titles: {@code helpline.gap.<name>}. */
public enum Gap {
    /** Nobody answered before she went. */
    UNANSWERED,
    NO_SERVICE,
    REFUSED,
    TOO_FAR,
    TOO_LATE;

    static Optional<Gap> of(String name) {
        return Arrays.stream(values()).filter(gap -> gap.name().equals(name)).findFirst();
    }
}
