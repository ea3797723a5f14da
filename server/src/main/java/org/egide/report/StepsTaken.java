package org.egide.report;

import java.util.List;

/**
 * Several steps of one report that were taken in one transaction, in their order: whoever hears of the later one has the earlier one
 * before it. Events on their own may be heard in any order.
 */
public record StepsTaken(List<ReportProgressed> steps) {
    public StepsTaken {
        steps = List.copyOf(steps);
        if (steps.stream().map(ReportProgressed::report).distinct().count() != 1) {
            throw new IllegalArgumentException("steps of one report");
        }
    }
}
