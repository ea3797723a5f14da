package org.egide.removal;

import java.time.Instant;
import org.egide.report.ReportId;

/** A host was told for the first time about a copy (or again, after it came back): its removal clock runs. */
public record CopyNoticed(CopyId copy, ReportId report, Instant at) {}
