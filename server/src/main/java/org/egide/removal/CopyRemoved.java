package org.egide.removal;

import java.time.Instant;
import org.egide.report.ReportId;

/** A copy is verified gone. {@code noticed} is when the host was told, or when the copy was found if it never was (R26.4). */
public record CopyRemoved(CopyId copy, ReportId report, String host, Instant noticed, Instant gone) {}
