package org.egide.report;

import java.time.Instant;
import org.egide.staff.DeskId;

/** A person moved a report from one door to another (R39.3). */
public record ReportMoved(ReportId report, DeskId desk, Door from, Door to, Instant at) {}
