package org.egide.report.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.report.ReportItem;

/**
 * What a person has just opened of a report, for this one answer: at most one part. {@code part} is {@code narrative},
 * {@code identity}, {@code items}, {@code raw} or empty.
 */
public record Opened(
        String part,
        Optional<String> narrative,
        Map<String, String> identity,
        List<ReportItem> items,
        Optional<RawView> raw) {
    public Opened {
        identity = Map.copyOf(identity);
        items = List.copyOf(items);
    }

    static Opened nothing() {
        return new Opened("", Optional.empty(), Map.of(), List.of(), Optional.empty());
    }

    static Opened narrative(String text) {
        return new Opened("narrative", Optional.of(text), Map.of(), List.of(), Optional.empty());
    }

    static Opened identity(Map<String, String> fields) {
        return new Opened("identity", Optional.empty(), fields, List.of(), Optional.empty());
    }

    static Opened items(List<ReportItem> items) {
        return new Opened("items", Optional.empty(), Map.of(), items, Optional.empty());
    }

    static Opened raw(RawView raw) {
        return new Opened("raw", Optional.empty(), Map.of(), List.of(), Optional.of(raw));
    }

    @Override
    public String toString() {
        return "Opened[" + part + "]";
    }
}
