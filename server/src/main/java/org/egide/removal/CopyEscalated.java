package org.egide.removal;

import java.time.Instant;
import org.egide.report.ReportId;

/** A copy is still up at the end of its time: a person has taken over. */
public record CopyEscalated(CopyId copy, ReportId report, Instant at) {}
