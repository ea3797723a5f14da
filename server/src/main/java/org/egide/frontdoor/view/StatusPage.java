package org.egide.frontdoor.view;

import java.util.List;

/** What somebody who came back sees: what happened by day, who knows, what comes next. */
public record StatusPage(
        Sheet sheet,
        String reference,
        List<Line> lines,
        List<String> knowing,
        String next,
        boolean child,
        boolean closed) {
    public StatusPage {
        lines = List.copyOf(lines);
        knowing = List.copyOf(knowing);
    }

    /** One step: its day for people and for machines, and its sentence. */
    public record Line(String day, String date, String sentence) {}
}
