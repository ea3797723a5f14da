package org.egide.report;

import java.time.Instant;
import org.egide.staff.DeskId;

/** A step was added to a report's status: for indicators and oversight. */
public record StatusChanged(
        ReportId report,
        DeskId desk,
        Door door,
        Reporter reporter,
        Step step,
        String reason,
        Instant received,
        Instant at) {}
