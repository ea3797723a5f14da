package org.egide.report.desk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.egide.report.ItemKind;

/** Which sealed parts a report has. */
public record Inventory(
        boolean narrative, boolean identity, Map<ItemKind, Integer> items, List<KeptFileLine> files) {
    public Inventory {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
        files = List.copyOf(files);
    }
}
