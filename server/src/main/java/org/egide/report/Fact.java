package org.egide.report;

import java.util.Objects;
import org.egide.platform.Refusal;

/** A typed statement with its source: said by the reporter, by a machine or by an analyst. */
public record Fact(FactKind kind, String value, Source source) {
    /** Who states it. */
    public enum Source {
        REPORTER,
        MACHINE,
        ANALYST
    }

    public Fact {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(source);
        if (!kind.allows(value)) {
            throw Refusal.because("unknown-fact-value", "The fact " + kind + " does not have the value that was sent.");
        }
    }

    /** What the reporter says. */
    public static Fact said(FactKind kind, String value) {
        return new Fact(kind, value, Source.REPORTER);
    }

    /** Whether it says that somebody may be in danger now: a person is called (R13 of front-door-and-care). */
    public boolean tellsDanger() {
        return switch (kind) {
            case IMMEDIATE_DANGER, SELF_HARM, LIVE_NOW -> "YES".equals(value);
            case THREAT -> "WITH_DEADLINE".equals(value);
            case OFFENDER_ACCESS -> "MEETS_TODAY".equals(value);
            case URGENT_BY_SENDER,
                    DEMAND,
                    OFFENDER_KNOWN,
                    ACTOR,
                    MEETING,
                    CHILD_AGE,
                    CHILD_SEX,
                    CHILD_IDENTIFIABLE,
                    IMAGE_ORIGIN,
                    IMAGE_SHARED,
                    GENERATED,
                    MATERIAL,
                    CHANNEL,
                    VIEWED_BY_PROVIDER,
                    PUBLICLY_AVAILABLE,
                    PAYMENT,
                    INSIDER,
                    WISH,
                    EXPOSED -> false;
        };
    }
}
