package org.egide.assessment;

import java.util.Set;

/** Where an assessment stands, and what may follow. */
enum Stage {
    FIRST_VIEW,
    SECOND_VIEW,
    THIRD_VIEW,
    DECIDED;

    Set<Stage> next() {
        return switch (this) {
            // Straight to a decision only where one person confirms a match with verified material.
            case FIRST_VIEW -> Set.of(SECOND_VIEW, DECIDED);
            case SECOND_VIEW -> Set.of(THIRD_VIEW, DECIDED);
            case THIRD_VIEW -> Set.of(DECIDED);
            case DECIDED -> Set.of();
        };
    }

    boolean mayBecome(Stage other) {
        return next().contains(other);
    }

    /** The turn of whoever gives the next view, 1 to 3. */
    int turn() {
        return switch (this) {
            case FIRST_VIEW -> 1;
            case SECOND_VIEW -> 2;
            case THIRD_VIEW -> 3;
            case DECIDED -> throw new IllegalStateException("a decided assessment takes no view");
        };
    }
}
