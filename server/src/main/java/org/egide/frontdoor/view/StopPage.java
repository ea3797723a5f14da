package org.egide.frontdoor.view;

import java.util.List;

/** Asking to stop: what stops, what cannot be called back and when it was sent. */
public record StopPage(Held held, boolean stopped, List<StatusPage.Line> sent) {
    public StopPage {
        sent = List.copyOf(sent);
    }
}
