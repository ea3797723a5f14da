package org.egide.platform.rules;

/** Whether something holds, where "nobody knows" is an answer of its own and never the same as no. */
public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    /** Both together: one no makes it no, otherwise one unknown makes it unknown. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : TRUE;
    }

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }
}
