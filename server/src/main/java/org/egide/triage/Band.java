package org.egide.triage;

import java.time.Duration;

/** How urgent a report is, and within what time a person must have looked (triage 1.1). */
public enum Band {
    /** Now: somebody is called. */
    P0(Duration.ofMinutes(15)),
    P1(Duration.ofHours(4)),
    P2(Duration.ofHours(24)),
    P3(Duration.ofHours(72)),
    P4(Duration.ofDays(5));

    private final Duration clock;

    Band(Duration clock) {
        this.clock = clock;
    }

    /** From acceptance to the first look of a person. */
    public Duration clock() {
        return clock;
    }

    /** The number that is stored and sorted by; 0 is the most urgent. */
    public int number() {
        return ordinal();
    }

    public static Band of(int number) {
        return values()[number];
    }

    public boolean moreUrgentThan(Band other) {
        return ordinal() < other.ordinal();
    }

    public Band moreUrgent(Band other) {
        return moreUrgentThan(other) ? this : other;
    }
}
