package org.egide.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One part of a report as it was told: who told it, when it came in, and the words, unchanged.
 *
 * @param name the part, for instance {@code narrative} or {@code provider-fields}
 * @param toldBy what kind of source, for instance {@code provider}
 * @param received when it came in
 * @param told name to words, in the order of telling
 */
public record ReportPart(String name, String toldBy, Instant received, Map<String, String> told) {
    public ReportPart {
        if (name.isBlank() || toldBy.isBlank() || told.isEmpty()) {
            throw new IllegalArgumentException("a part of a report has a name, a source and words");
        }
        told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
    }

    @Override
    public String toString() {
        return "ReportPart[name=" + name + ", told=(redacted)]";
    }
}
