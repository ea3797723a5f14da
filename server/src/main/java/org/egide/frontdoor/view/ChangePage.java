package org.egide.frontdoor.view;

import java.util.List;

/** A new code in the place of one that somebody else has seen: shown first, counting from the button on. */
public record ChangePage(Sheet sheet, List<String> parts, String change) {
    public ChangePage {
        parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
        return "ChangePage[hidden]";
    }
}
