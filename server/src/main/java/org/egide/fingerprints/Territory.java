package org.egide.fingerprints;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.egide.platform.Refusal;

/** A country or area by its two letters (ISO 3166-1), where a list's legal ground holds or a provider offers its service. */
public record Territory(String code) implements Comparable<Territory> {
    private static final Set<String> KNOWN = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    public Territory {
        if (!KNOWN.contains(code)) {
            throw Refusal.because("bad-territory", "A territory is written with its two letters, for instance FR.");
        }
    }

    /** Reads codes separated by blanks or commas; none is an empty set. Refuses {@code bad-territory}. */
    public static Set<Territory> parse(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return Set.of();
        }
        return Arrays.stream(stripped.toUpperCase(Locale.ROOT).split("[\\s,;]+", -1))
                .map(Territory::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public int compareTo(Territory other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
