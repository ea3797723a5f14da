package org.egide.report;

/**
 * What can happen to a report, as its reporter sees it. Each has a sentence for people ({@code status.<step>} and, for children,
 * {@code status.<step>.child}). A terminal step closes; nothing else does.
 */
public enum Step {
    RECEIVED(false),
    /** A person has begun to look. */
    IN_HANDS(false),
    ASSESSED_UNLAWFUL(false),
    ASSESSED_NOT_UNLAWFUL(false),
    REMOVAL_ASKED(false),
    REMOVAL_REFUSED(false),
    /** One copy is verified gone. */
    COPY_GONE(false),
    ALL_COPIES_GONE(false),
    SENT_TO_POLICE(false),
    POLICE_HAS_IT(false),
    CLOSED(true);

    private final boolean terminal;

    Step(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean terminal() {
        return terminal;
    }
}
