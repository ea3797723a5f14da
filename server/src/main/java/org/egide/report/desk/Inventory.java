package org.egide.report.desk;

import java.util.List;

/** Which sealed parts a report has. */
public record Inventory(boolean narrative, boolean identity, boolean items, List<KeptFileLine> files) {
    public Inventory {
        files = List.copyOf(files);
    }
}
