package org.egide.frontdoor.view;

import java.util.Map;

/**
 * The one field for a code, and what came of the last one. {@code kept} goes along unseen: words typed on a page whose pass had grown too
 * old.
 */
public record StatusAsk(Sheet sheet, Said said, Map<String, String> kept) {
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

    public StatusAsk {
        kept = Map.copyOf(kept);
    }

    public StatusAsk(Sheet sheet, Said said) {
        this(sheet, said, Map.of());
    }

    @Override
    public String toString() {
        return "StatusAsk[" + said + "]";
    }
}
