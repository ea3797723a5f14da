package org.egide.frontdoor.view;

import java.util.List;

/** Disagreeing with a step ({@code disagree}) or complaining ({@code complain}): grounds to tap, words if wanted. */
public record ObjectPage(Held held, String act, List<Choice> grounds, String words) {
    public ObjectPage {
        grounds = List.copyOf(grounds);
    }

    @Override
    public String toString() {
        return "ObjectPage[" + act + "]";
    }
}
