package org.egide.report;

/** Who tells. */
public enum Reporter {
    CHILD,
    /** A child who speaks for a friend. */
    FRIEND,
    PARENT,
    CITIZEN,
    /** Somebody with a duty to report. */
    PROFESSIONAL,
    PROVIDER,
    HOTLINE;

    /** Whether a child tells. */
    public boolean isChild() {
        return this == CHILD || this == FRIEND;
    }
}
