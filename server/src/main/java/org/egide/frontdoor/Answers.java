package org.egide.frontdoor;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a child has tapped so far. It travels in the form from page to page; the server keeps nothing of it before it is sent. An
 * answer that is not on the list counts as not given, so the question is asked again. {@code place} is the ticket of {@link CodePages}.
 */
record Answers(Map<Question, String> given, String place) {
    static final Answers NONE = new Answers(Map.of());

    Answers {
        given = Map.copyOf(given);
    }

    Answers(Map<Question, String> given) {
        this(given, "");
    }

    static Answers of(Posted.Fields fields) {
        var given = new EnumMap<Question, String>(Question.class);
        for (var question : Question.values()) {
            var answer = fields.one(question.field());
            if (question.allows(answer)) {
                given.put(question, answer);
            }
        }
        return new Answers(given, fields.one(CodePages.FIELD));
    }

    boolean is(Question question, String answer) {
        return answer.equals(given.get(question));
    }

    /** The answer, or "unknown" where it was not given or kept back. */
    String known(Question question) {
        var answer = given.getOrDefault(question, Question.UNKNOWN);
        return answer.equals(Question.SILENT) ? Question.UNKNOWN : answer;
    }

    /** The first question without an answer. */
    Optional<Question> next() {
        return Arrays.stream(Question.values())
                .filter(question -> !given.containsKey(question))
                .findFirst();
    }

    /** One question back: without the last answer. */
    Answers back() {
        var left = new EnumMap<Question, String>(Question.class);
        left.putAll(given);
        Arrays.stream(Question.values())
                .filter(left::containsKey)
                .reduce((one, other) -> other)
                .ifPresent(left::remove);
        return new Answers(left, place);
    }

    /** Whether a child speaks for somebody else. */
    boolean aboutAnother() {
        return is(Question.WHO, "FRIEND") || is(Question.WHO, "OTHER");
    }

    Map<String, String> fields() {
        var fields = new TreeMap<String, String>();
        given.forEach((question, answer) -> fields.put(question.field(), answer));
        if (!place.isEmpty()) {
            fields.put(CodePages.FIELD, place);
        }
        return fields;
    }

    @Override
    public String toString() {
        return "Answers[hidden]";
    }
}
