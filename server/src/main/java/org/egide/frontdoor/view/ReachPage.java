package org.egide.frontdoor.view;

import java.util.List;

/** How to reach somebody: first who must not know, then, only when that was answered, the way. */
public record ReachPage(
        Held held, ChoicesPage.Question first, boolean asked, String warning, boolean left, String how, String when) {
    @Override
    public String toString() {
        return "ReachPage[hidden]";
    }

    /** The first question as a list, for the part that shows questions. */
    public List<ChoicesPage.Question> questions() {
        return List.of(first);
    }
}
