package org.egide.duty;

import java.time.Duration;

/** Who is called when, from the moment an alarm is raised (R13). */
enum Rung {
    FIRST(Duration.ZERO),
    DEPUTY(Duration.ofMinutes(5)),
    /** Supervisors of the desk and the overseers of the node. */
    SUPERVISORS(Duration.ofMinutes(15)),
    /** Everybody above, again and again. */
    ALL(Duration.ofMinutes(30));

    /** After the last rung everybody is called again after each of these. */
    static final Duration AGAIN = Duration.ofMinutes(15);

    private final Duration after;

    Rung(Duration after) {
        this.after = after;
    }

    Duration after() {
        return after;
    }

    /** The rung that is reached when so much time has passed without an answer. */
    static Rung at(Duration passed) {
        var reached = FIRST;
        for (var rung : values()) {
            if (rung.after.compareTo(passed) <= 0) {
                reached = rung;
            }
        }
        return reached;
    }

    /** How long after the raising the next call is due, when so much has passed. */
    static Duration next(Duration passed) {
        for (var rung : values()) {
            if (rung.after.compareTo(passed) > 0) {
                return rung.after;
            }
        }
        var rounds = passed.minus(ALL.after).dividedBy(AGAIN) + 1;
        return ALL.after.plus(AGAIN.multipliedBy(rounds));
    }

    Rung above() {
        return this == ALL ? ALL : values()[ordinal() + 1];
    }
}
