package org.egide.triage;

import java.time.Duration;

/** How urgent a report is, and within what time a person must have looked (triage 1.1). */
public enum Band {
    /** Now: somebody is called. */
    P0(0, Duration.ofMinutes(15)),
    P1(1, Duration.ofHours(4)),
    P2(2, Duration.ofDays(1)),
    P3(3, Duration.ofDays(3)),
    P4(4, Duration.ofDays(5));

    private final int number;
    private final Duration clock;

    Band(int number, Duration clock) {
        this.number = number;
        this.clock = clock;
    }

    /** From acceptance to the first look of a person. */
    public Duration clock() {
        return clock;
    }

    /** The number that is stored and sorted by; 0 is the most urgent. */
    public int number() {
        return number;
    }

    public static Band of(int number) {
        return values()[number];
    }

    public boolean moreUrgentThan(Band other) {
        return number < other.number;
    }

    public Band moreUrgent(Band other) {
        return moreUrgentThan(other) ? this : other;
    }
}
