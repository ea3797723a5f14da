package org.egide.frontdoor.view;

/** The one field for a code, and what came of the last one. */
public record StatusAsk(Sheet sheet, Said said) {
    /** What is said above the field. */
    public enum Said {
        NOTHING,
        /** The last code opens nothing. */
        WRONG,
        /** It was not looked up: too many ask. */
        BUSY,
        /** A new code counts from now on. */
        CHANGED,
        /** The kept place is gone, as was asked. */
        DROPPED
    }
}
