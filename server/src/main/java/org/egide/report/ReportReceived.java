package org.egide.report;

import java.time.Instant;
import org.egide.staff.DeskId;

/** A report is on disk. Delivered at least once, urgent reports first. */
public record ReportReceived(ReportId report, DeskId desk, Door door, Reporter reporter, Instant accepted) {}
