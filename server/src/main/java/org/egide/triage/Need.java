package org.egide.triage;

/** Whose turn it is with a report in the queue. */
public enum Need {
    FIRST_VIEW,
    /** Another person than the first. */
    SECOND_VIEW,
    /** A supervisor who was neither. */
    THIRD_VIEW
}
