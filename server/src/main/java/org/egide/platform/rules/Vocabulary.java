package org.egide.platform.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts a table may ask about, each with the values it may have. {@link #UNKNOWN} is always allowed and means nothing is known. */
public final class Vocabulary {
    /** The value for "nobody knows". */
    public static final String UNKNOWN = "UNKNOWN";

    private final Map<String, Set<String>> facts;

    public Vocabulary(Map<String, Set<String>> facts) {
        var copy = new LinkedHashMap<String, Set<String>>();
        facts.forEach((fact, values) -> copy.put(fact, Set.copyOf(values)));
        this.facts = Collections.unmodifiableMap(copy);
    }

    /** The values of a fact, or nothing where there is no such fact. */
    public Optional<Set<String>> values(String fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    boolean allows(String fact, Set<String> values) {
        return values(fact)
                .map(allowed -> values.stream().allMatch(value -> UNKNOWN.equals(value) || allowed.contains(value)))
                .orElse(false);
    }
}
