package org.egide.assessment;

import java.time.Instant;
import org.egide.report.ReportId;

/** The final outcome of a report, how it came about, under which version of the law profile, and on which path it goes on. */
public record Decision(ReportId report, OutcomeKind outcome, Way way, CarePath path, String profile, Instant at) {}
