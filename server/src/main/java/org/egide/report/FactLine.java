package org.egide.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Coded facts as one line of text: {@code CHILD_AGE=13-15;THREAT=YES}. Codes only, nothing personal. */
final class FactLine {
    private FactLine() {}

    static String write(List<Fact> facts) {
        if (facts.isEmpty()) {
            return "";
        }
        return facts.stream()
                .map(fact -> fact.kind() + "=" + fact.value()
                        + (fact.source() == Fact.Source.REPORTER ? "" : "@" + fact.source()))
                .distinct()
                .collect(Collectors.joining(";"));
    }

    static List<Fact> read(String line) {
        return Arrays.stream(line.split(";", -1))
                .filter(text -> !text.isEmpty())
                .map(FactLine::fact)
                .toList();
    }

    private static Fact fact(String text) {
        var equals = text.indexOf('=');
        var at = text.indexOf('@', equals);
        var value = text.substring(equals + 1, at < 0 ? text.length() : at);
        var source = at < 0 ? Fact.Source.REPORTER : Fact.Source.valueOf(text.substring(at + 1));
        return new Fact(FactKind.valueOf(text.substring(0, equals)), value, source);
    }
}
