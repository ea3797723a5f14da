package org.egide.frontdoor.view;

import java.util.Map;

/** For a child who came back to a kept place: the answers are still there and travel on with the button. */
public record BackPage(Sheet sheet, Map<String, String> carried) {
    public BackPage {
        carried = Map.copyOf(carried);
    }

    @Override
    public String toString() {
        return "BackPage[hidden]";
    }
}
