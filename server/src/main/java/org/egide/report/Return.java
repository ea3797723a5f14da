package org.egide.report;

import java.util.Objects;
import org.egide.keys.ReturnKey;

/** Somebody who came back with the right code: their report, and the key to what was written to them. */
public record Return(ReportId report, ReturnKey key) {
    public Return {
        Objects.requireNonNull(report);
        Objects.requireNonNull(key);
    }
}
