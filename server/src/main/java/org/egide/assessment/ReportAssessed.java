package org.egide.assessment;

import java.time.Instant;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;

/**
 * The final outcome of a report: two agreed, a third decided, or a person confirmed a match with verified material. {@code profile}
 * is the version of the law profile that derived it.
 */
public record ReportAssessed(ReportId report, DeskId desk, OutcomeKind outcome, String profile, Instant at) {}
