package org.egide.helpline;

import java.util.Set;

/** Where a contact stands. Titles: {@code helpline.state.<name>}. */
public enum ContactState {
    /** In the queue. */
    WAITING,
    /** In a counsellor's hands. */
    TALKING,
    /** Finished, with its outcome. */
    CLOSED,
    /** She went before anybody answered and before she wrote anything. */
    ABANDONED;

    /** The states that may follow: a lost counsellor gives back, a child comes back, nothing else goes backwards. */
    Set<ContactState> next() {
        return switch (this) {
            case WAITING -> Set.of(TALKING, ABANDONED, CLOSED);
            case TALKING -> Set.of(WAITING, CLOSED);
            case CLOSED, ABANDONED -> Set.of(WAITING);
        };
    }
}
