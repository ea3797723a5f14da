package org.egide.police;

import java.util.Set;

/** Where a referral stands. */
enum ReferralState {
    /** One person wants it; a second must agree. */
    PROPOSED,
    /** The second person did not agree. */
    DECLINED,
    /** Package made; the unit has not said that it has it. */
    SENT,
    ACKNOWLEDGED,
    /** The unit told what came of it. */
    ANSWERED;

    Set<ReferralState> successors() {
        return switch (this) {
            case PROPOSED -> Set.of(SENT, DECLINED);
            case SENT -> Set.of(ACKNOWLEDGED);
            case ACKNOWLEDGED -> Set.of(ANSWERED);
            case DECLINED, ANSWERED -> Set.of();
        };
    }

    /** Whether somebody still owes the child a step. */
    boolean waits() {
        return switch (this) {
            case PROPOSED, SENT -> true;
            case DECLINED, ACKNOWLEDGED, ANSWERED -> false;
        };
    }
}
