package org.egide.upstream;

import java.util.Set;

/** How it stands with a vote on its way to a source. */
enum VoteState {
    WAITING,
    /** On its way. Where the process dies now, nobody knows whether it arrived. */
    SENDING,
    /** The source said that it has it. */
    SENT,
    /** It may have arrived. It is not sent again by itself; a person can say so. */
    UNCLEAR,
    /** The source does not take it; a person can send it again. */
    REFUSED,
    /** The source took the entry back, was ended, or a later vote took its place. */
    MOOT;

    Set<VoteState> successors() {
        return switch (this) {
            case WAITING -> Set.of(SENDING, MOOT);
            case SENDING -> Set.of(SENT, UNCLEAR, REFUSED, WAITING, MOOT);
            case UNCLEAR, REFUSED -> Set.of(WAITING, MOOT);
            case SENT, MOOT -> Set.of();
        };
    }
}
