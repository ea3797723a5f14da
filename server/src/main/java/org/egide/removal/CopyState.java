package org.egide.removal;

import java.util.Set;

/**
 * Where a copy stands. Every state can come to {@link #GONE}, but only over {@link #ABSENT_ONCE}: one absence is seen, a second
 * confirms it (R26.4). An absence that is not confirmed leads back to where the copy stood.
 */
enum CopyState {
    /** Known; nobody has been told, because nobody is known who could be. */
    FOUND,
    /** A notice is in the outbox. */
    NOTICE_WAITING,
    /** The host's mail server has taken the notice. */
    NOTICED,
    REMINDED,
    /** Time is over; a named person has it. */
    ESCALATED,
    /** The host said no; a person recorded it. */
    REFUSED_BY_HOST,
    /** One re-check saw nothing there; the clocks run on. */
    ABSENT_ONCE,
    /** Two consecutive re-checks saw nothing there; watched on. */
    GONE,
    /** It came back. */
    REAPPEARED;

    /** The states that may follow. */
    Set<CopyState> successors() {
        return switch (this) {
            case FOUND, REAPPEARED -> Set.of(NOTICE_WAITING, ESCALATED, ABSENT_ONCE);
            case NOTICE_WAITING -> Set.of(NOTICED, ESCALATED, ABSENT_ONCE);
            case NOTICED -> Set.of(REMINDED, ESCALATED, REFUSED_BY_HOST, ABSENT_ONCE);
            case REMINDED -> Set.of(ESCALATED, REFUSED_BY_HOST, ABSENT_ONCE);
            case ESCALATED -> Set.of(REFUSED_BY_HOST, ABSENT_ONCE);
            case REFUSED_BY_HOST -> Set.of(ESCALATED, ABSENT_ONCE);
            case ABSENT_ONCE ->
                Set.of(GONE, FOUND, REAPPEARED, NOTICE_WAITING, NOTICED, REMINDED, ESCALATED, REFUSED_BY_HOST);
            case GONE -> Set.of(REAPPEARED);
        };
    }

    boolean mayBecome(CopyState next) {
        return successors().contains(next);
    }

    /** Whether the removal clock has stopped. */
    boolean settled() {
        return this == GONE;
    }

    /** Whether the host's time runs towards a reminder or a person. */
    boolean mayEscalate() {
        return mayBecome(ESCALATED);
    }
}
