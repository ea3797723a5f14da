package org.egide.police;

import java.time.Instant;
import org.egide.report.ReportId;

/** A police unit has a referral in its hands. */
public record ReferralAcknowledged(ReportId report, Instant at) {}
