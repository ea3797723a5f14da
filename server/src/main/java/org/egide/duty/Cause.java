package org.egide.duty;

import java.time.Duration;

/** Why a person is called. Titles for people: {@code duty.cause.<name>}. */
public enum Cause {
    /** Somebody may be in danger now (R13). */
    DANGER(true, Duration.ZERO),
    /** Reports wait longer for a first answer than their senders were promised (R26.2). */
    ANSWER_LATE(true, Duration.ZERO),
    /** The desk should be there, or somebody on duty should be, and for a quarter of an hour nobody was (R42.3). */
    NOBODY_HOME(true, Duration.ofMinutes(15)),
    /** For a quarter of an hour the desk had more untouched reports than it can bear (R42.3). */
    DESK_FULL(true, Duration.ofMinutes(15)),
    /** Reports that were left while nobody was there are before the desk now. Shown, not called. */
    OPENED(false, Duration.ZERO),
    /** Somebody could not be called. Shown on every page of the desk, not called: calling is what failed. */
    CALL_FAILED(false, Duration.ZERO);

    private final boolean calls;
    private final Duration headStart;

    Cause(boolean calls, Duration headStart) {
        this.calls = calls;
        this.headStart = headStart;
    }

    boolean calls() {
        return calls;
    }

    /** What has passed already when the alarm is raised, so that it begins higher up. */
    Duration headStart() {
        return headStart;
    }
}
