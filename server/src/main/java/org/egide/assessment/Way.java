package org.egide.assessment;

/** How an outcome came about. */
public enum Way {
    TWO_AGREED,
    THIRD_DECIDED,
    /** Carried over from verified entries of a list; one person confirmed the match. */
    CARRIED
}
