package org.egide.triage;

import java.time.Instant;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;

/** A report got its place, or another one. {@code band} is P0 to P4. */
public record ReportRanked(ReportId report, DeskId desk, String band, Instant at) {}
