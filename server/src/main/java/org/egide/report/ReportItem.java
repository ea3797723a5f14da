package org.egide.report;

import java.util.Optional;

/** One thing a report names, opened. Holds what was told: never logged. */
public record ReportItem(ItemId id, ReportId report, ItemKind kind, String value, Optional<FileId> file) {
    @Override
    public String toString() {
        return "ReportItem[" + id + " " + kind + "]";
    }
}
