package org.egide.frontdoor;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egide.platform.AgeBand;

/**
 * What a child has tapped so far. It travels in the form from page to page; the server keeps nothing of it before it is sent. An
 * answer that is not on the list counts as not given, so the question is asked again. {@code easy} is the wish for the shortest
 * words, whatever the age (R34.1, R53.1); {@code place} is the ticket of {@link CodePages}.
 */
record Answers(Map<Question, String> given, boolean easy, String place) {
    static final Answers NONE = new Answers(Map.of());

    private static final String EASY = "easy";

    Answers {
        given = Map.copyOf(given);
    }

    Answers(Map<Question, String> given) {
        this(given, false, "");
    }

    static Answers of(Posted.Fields fields) {
        var given = new EnumMap<Question, String>(Question.class);
        for (var question : Question.values()) {
            var answer = fields.one(question.field());
            if (question.allows(answer)) {
                given.put(question, answer);
            }
        }
        return new Answers(given, fields.one(EASY).equals("yes"), fields.one(CodePages.FIELD));
    }

    boolean is(Question question, String answer) {
        return answer.equals(given.get(question));
    }

    /** The answer, or "unknown" where it was not given or kept back. */
    String known(Question question) {
        var answer = given.getOrDefault(question, Question.UNKNOWN);
        return answer.equals(Question.SILENT) ? Question.UNKNOWN : answer;
    }

    /** The questions that somebody with these answers is asked, in order. */
    List<Question> asked() {
        var another = aboutAnother();
        return Arrays.stream(Question.values())
                .filter(question -> question.asked(another))
                .toList();
    }

    /** The first question without an answer. */
    Optional<Question> next() {
        return asked().stream().filter(question -> !given.containsKey(question)).findFirst();
    }

    /** One question back: without the last answer. */
    Answers back() {
        var left = new EnumMap<Question, String>(Question.class);
        left.putAll(given);
        asked().stream().filter(left::containsKey).reduce((one, other) -> other).ifPresent(left::remove);
        return new Answers(left, easy, place);
    }

    /** The same answers with that ticket. */
    Answers at(String ticket) {
        return new Answers(given, easy, ticket);
    }

    /** The same answers, with the shortest words or with those for the age. */
    Answers easy(boolean wanted) {
        return new Answers(given, wanted, place);
    }

    /** Whether a child speaks for somebody else. */
    boolean aboutAnother() {
        return is(Question.WHO, "FRIEND") || is(Question.WHO, "OTHER");
    }

    /** For whom the sentences are written: by the age said first, unless shorter words are wished. */
    AgeBand band() {
        return easy ? AgeBand.UNDER_10 : AgeBand.ofAge(known(Question.AGE)).orElse(AgeBand.FROM_13);
    }

    Map<String, String> fields() {
        var fields = new TreeMap<String, String>();
        given.forEach((question, answer) -> fields.put(question.field(), answer));
        if (easy) {
            fields.put(EASY, "yes");
        }
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
