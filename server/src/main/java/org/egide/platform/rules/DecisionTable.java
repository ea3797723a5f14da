package org.egide.platform.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rules as data: named rows of conditions on coded facts, an effect, and the message key of the reason. Evaluation is
 * three-valued and shows every row; a row counts only when it certainly holds, so what is not known never lowers anything. A file
 * with an unknown fact, value, effect or field stops the start with its place ({@code bad-rules}).
 */
public final class DecisionTable {
    private final String version;
    private final List<Row> rows;
    private final Vocabulary vocabulary;

    /** A named rule: when all conditions hold, then the effect, because of the reason behind that message key. */
    public record Row(String id, List<Condition> when, String then, String because) {
        public Row {
            Objects.requireNonNull(id);
            Objects.requireNonNull(then);
            Objects.requireNonNull(because);
            when = List.copyOf(when);
        }
    }

    DecisionTable(String version, List<Row> rows, Vocabulary vocabulary) {
        this.version = version;
        this.rows = List.copyOf(rows);
        this.vocabulary = vocabulary;
    }

    /** Reads a table from the class path; {@code effects} are the effects that rows may have. */
    public static DecisionTable load(String resource, Vocabulary vocabulary, Set<String> effects) {
        return new TableFile(resource, vocabulary, effects).read();
    }

    /** Reads a table from its text; {@code name} is what a refusal calls it. */
    public static DecisionTable parse(String name, String json, Vocabulary vocabulary, Set<String> effects) {
        return new TableFile(name, vocabulary, effects).parse(json);
    }

    /** The id with its version, as stamped on every decision. */
    public String version() {
        return version;
    }

    public List<Row> rows() {
        return rows;
    }

    /** The row of that id, if this version has it. */
    public Optional<Row> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Judges every row. Facts not given are not known. */
    public Derivation evaluate(Map<String, Set<String>> facts) {
        var known = new TreeMap<String, Set<String>>();
        Optional<String> failure = Optional.empty();
        for (var fact : facts.entrySet()) {
            if (!vocabulary.allows(fact.getKey(), fact.getValue())) {
                failure = failure.or(() -> Optional.of(fact.getKey()));
            }
            known.put(fact.getKey(), withoutUnknown(fact.getValue()));
        }
        return new Derivation(
                version, rows.stream().map(row -> judge(row, known)).toList(), failure);
    }

    private static Derivation.Judged judge(Row row, Map<String, Set<String>> known) {
        var truths = row.when().stream()
                .map(condition -> condition.judge(known.getOrDefault(condition.fact(), Set.of())))
                .toList();
        return new Derivation.Judged(row, truths, truths.stream().reduce(Truth.TRUE, Truth::and));
    }

    private static Set<String> withoutUnknown(Set<String> values) {
        return values.stream()
                .filter(value -> !Vocabulary.UNKNOWN.equals(value))
                .collect(Collectors.toUnmodifiableSet());
    }
}
