package org.egide.gateway;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;

/**
 * Collects what a document tells, part by part, in the order of the document. What is too long or too much is cut here and stays
 * whole in the raw bytes. Holds what was told: never logged.
 */
final class Telling {
    /** Most items of one report. */
    static final int MOST_ITEMS = 2_000;

    private static final int LONGEST_NARRATIVE = 1_000_000;
    private static final int MOST_NAMES = 2_000;

    private final Set<NewItem> items = new LinkedHashSet<>();
    private final StringBuilder narrative = new StringBuilder();
    private final Map<String, String> identity = new TreeMap<>();

    void item(ItemKind kind, String value) {
        if (!value.isBlank()) {
            item(NewItem.of(kind, fitting(value.strip())));
        }
    }

    void item(NewItem item) {
        if (items.size() < MOST_ITEMS) {
            items.add(item);
        }
    }

    static String fitting(String value) {
        return value.length() > NewItem.MAX_LENGTH ? value.substring(0, NewItem.MAX_LENGTH) : value;
    }

    void line(String path, String text) {
        if (!text.isBlank() && narrative.length() < LONGEST_NARRATIVE) {
            narrative.append(path).append(": ").append(text.strip()).append('\n');
        }
    }

    void who(String path, String text) {
        if (!text.isBlank() && identity.size() < MOST_NAMES) {
            identity.put(path, text.strip());
        }
    }

    List<NewItem> items() {
        return new ArrayList<>(items);
    }

    Optional<String> narrative() {
        return narrative.isEmpty() ? Optional.empty() : Optional.of(narrative.toString());
    }

    Map<String, String> identity() {
        return Map.copyOf(identity);
    }

    @Override
    public String toString() {
        return "Telling[" + items.size() + " items]";
    }
}
