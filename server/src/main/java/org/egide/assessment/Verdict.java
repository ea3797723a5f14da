package org.egide.assessment;

import java.util.Optional;

/** What a law profile derives from one person's elements. */
enum Verdict {
    UNLAWFUL,
    LAWFUL,
    OUT_OF_SCOPE,
    /** The elements do not settle it. */
    NEEDS_THIRD;

    Optional<OutcomeKind> outcome() {
        return switch (this) {
            case UNLAWFUL -> Optional.of(OutcomeKind.UNLAWFUL);
            case LAWFUL -> Optional.of(OutcomeKind.LAWFUL);
            case OUT_OF_SCOPE -> Optional.of(OutcomeKind.OUT_OF_SCOPE);
            case NEEDS_THIRD -> Optional.empty();
        };
    }

    /** Of two sheets about one report: unlawful outweighs, then what is unsettled, then lawful. */
    Verdict with(Verdict other) {
        if (this == UNLAWFUL || other == UNLAWFUL) {
            return UNLAWFUL;
        }
        if (this == NEEDS_THIRD || other == NEEDS_THIRD) {
            return NEEDS_THIRD;
        }
        return this == LAWFUL || other == LAWFUL ? LAWFUL : OUT_OF_SCOPE;
    }
}
