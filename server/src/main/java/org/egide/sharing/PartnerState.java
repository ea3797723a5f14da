package org.egide.sharing;

import java.util.Set;

/** Whether a partner may pull. */
public enum PartnerState {
    /** Somebody proposed it (again); another person has to agree. */
    PROPOSED,
    LIVE,
    /** Stopped for now by one person. */
    SUSPENDED,
    /** Over for good. */
    ENDED;

    /** What may follow. */
    Set<PartnerState> next() {
        return switch (this) {
            case PROPOSED -> Set.of(LIVE, ENDED);
            case LIVE -> Set.of(SUSPENDED, ENDED);
            case SUSPENDED -> Set.of(PROPOSED, ENDED);
            case ENDED -> Set.of();
        };
    }
}
