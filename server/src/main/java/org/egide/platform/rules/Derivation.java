package org.egide.platform.rules;

import java.util.List;
import java.util.Optional;

/**
 * How a table came to its answer: every row with its truth, so that a person can follow it. {@code failure} names a fact that the
 * table could not read; then no row counts and the caller must raise the matter to a person, never pass it by.
 */
public record Derivation(String version, List<Judged> rows, Optional<String> failure) {
    /** A row with the truth of each of its conditions, in their order. */
    public record Judged(DecisionTable.Row row, List<Truth> conditions, Truth truth) {
        public Judged {
            conditions = List.copyOf(conditions);
        }
    }

    public Derivation {
        rows = List.copyOf(rows);
    }

    /** The rows that hold, in the order of the table; none when the evaluation failed. */
    public List<DecisionTable.Row> fired() {
        if (failure.isPresent()) {
            return List.of();
        }
        return rows.stream()
                .filter(judged -> judged.truth() == Truth.TRUE)
                .map(Judged::row)
                .toList();
    }

    /** The first row that holds. */
    public Optional<DecisionTable.Row> first() {
        return fired().stream().findFirst();
    }
}
