package org.egide.report;

import java.time.Instant;
import java.util.Objects;

/** Proof of acceptance: the report exists on disk, sealed and audited. {@code again} says that it had been sent before. */
public record Receipt(ReportId report, Instant accepted, boolean again) {
    public Receipt {
        Objects.requireNonNull(report);
        Objects.requireNonNull(accepted);
    }
}
