package org.egide.frontdoor.view;

import java.util.Map;

/**
 * The one field for a code, and whether the last one opened nothing. {@code kept} goes along unseen: words typed on a page whose pass had
 * grown too old.
 */
public record StatusAsk(Sheet sheet, boolean wrong, Map<String, String> kept) {
    public StatusAsk {
        kept = Map.copyOf(kept);
    }

    public StatusAsk(Sheet sheet, boolean wrong) {
        this(sheet, wrong, Map.of());
    }

    @Override
    public String toString() {
        return "StatusAsk[" + wrong + "]";
    }
}
