package org.egide.report;

import java.time.Instant;

/**
 * Something happened to a report that its reporter may know. Desk and action modules publish it in the transaction of what
 * happened; {@code cause} is a stable id of that happening, so that hearing it twice adds one step only. {@code reason} is a
 * stable code for a closing ({@code lawful}, {@code all-gone}, ...), empty otherwise.
 */
public record ReportProgressed(ReportId report, Step step, String cause, String reason, Instant at) {}
