package org.egide.report;

import java.time.LocalDate;
import java.util.List;

/** What a reporter sees on coming back: steps by day, oldest first. Names nobody. */
public record StatusView(ReportId report, String reference, Reporter reporter, List<Line> lines, boolean closed) {
    public StatusView {
        lines = List.copyOf(lines);
    }

    /** One step and the day it happened. {@code reason} is a stable code for a closing, else empty. */
    public record Line(LocalDate day, Step step, String reason) {}
}
