package org.egide.platform.rules;

import java.util.Objects;
import java.util.Set;

/**
 * One condition on one coded fact. A fact may hold several values at once (several people said different things): {@code IN}
 * holds when any of them is listed, {@code NOT} when none is. Where nothing is known both are unknown, unless the row says
 * {@code orUnknown}: then not knowing counts as the condition met, which is how an unknown age counts as the younger one.
 */
public record Condition(String fact, Test test, Set<String> values, boolean orUnknown) {
    /** What is asked of the fact. */
    public enum Test {
        IN,
        NOT,
        /** Nothing is known about the fact. */
        UNKNOWN
    }

    public Condition {
        Objects.requireNonNull(fact);
        Objects.requireNonNull(test);
        values = Set.copyOf(values);
        if ((test == Test.UNKNOWN) != values.isEmpty()) {
            throw new IllegalArgumentException("a condition compares with values, or asks whether anything is known");
        }
    }

    Truth judge(Set<String> known) {
        if (known.isEmpty()) {
            return test == Test.UNKNOWN || orUnknown ? Truth.TRUE : Truth.UNKNOWN;
        }
        var listed = known.stream().anyMatch(values::contains);
        return switch (test) {
            case IN -> Truth.of(listed);
            case NOT -> Truth.of(!listed);
            case UNKNOWN -> Truth.FALSE;
        };
    }
}
