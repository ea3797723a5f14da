package org.egide.report;

/** Who tells (R14 of front-door-and-care, GP13.1). Titles: {@code reporter.<name>}. */
public enum Reporter {
    CHILD,
    /** A child who speaks for a friend. */
    FRIEND,
    PARENT,
    CITIZEN,
    /** A teacher, or a school as such (R60.2). */
    SCHOOL,
    /** A sports club or another association in which children spend their time (GP13.1). */
    CLUB,
    /** Somebody with a duty to report. */
    PROFESSIONAL,
    PROVIDER,
    HOTLINE;

    /** Whether a child tells. */
    public boolean isChild() {
        return this == CHILD || this == FRIEND;
    }

    /**
     * Whether a grown-up writes for or about a child they know: they lose sight of the words when they send them, and on coming back
     * see only what their part calls for (R43.2, R60.2). A page for those who come back shows them no words of anybody.
     */
    public boolean isHelper() {
        return switch (this) {
            case PARENT, SCHOOL, CLUB, PROFESSIONAL -> true;
            case CHILD, FRIEND, CITIZEN, PROVIDER, HOTLINE -> false;
        };
    }

    /** Whether this reporter may know that the step was taken. Machines and partners see the steps of their own reports. */
    public boolean maySee(Step step) {
        return switch (this) {
            case CHILD, FRIEND, CITIZEN, PROVIDER, HOTLINE -> true;
            case PROFESSIONAL ->
                switch (step) {
                    case RECEIVED, IN_HANDS, SENT_TO_POLICE, POLICE_HAS_IT, CLOSED -> true;
                    case ASSESSED_UNLAWFUL,
                            ASSESSED_NOT_UNLAWFUL,
                            REMOVAL_ASKED,
                            REMOVAL_REFUSED,
                            COPY_GONE,
                            ALL_COPIES_GONE -> false;
                };
            case PARENT, SCHOOL, CLUB -> step == Step.RECEIVED || step == Step.IN_HANDS || step == Step.CLOSED;
        };
    }
}
