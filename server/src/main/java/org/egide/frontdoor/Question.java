package org.egide.frontdoor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The questions of the child's path, in order, each with its answers. Every question can also be answered with "I don't know" and
 * "I'd rather not say". The words are messages {@code frontdoor.<question>.<answer>}.
 */
enum Question {
    WHO("ME", "FRIEND", "OTHER"),
    WHAT("THREAT", "PICTURES", "SHARED", "FAKE", "MEET", "LIVE", "SAW", "OFF"),
    SAFE("DANGER", "HURT", "TODAY", "REACH", "ONLINE"),
    AGE("0-2", "3-6", "7-9", "10-12", "13-15", "16-17", "ADULT"),
    WISH("REMOVE", "TALK", "STOP_THE_PERSON", "JUST_TELL");

    /** "I don't know". */
    static final String UNKNOWN = "UNKNOWN";

    /** "I'd rather not say". */
    static final String SILENT = "SILENT";

    private final List<String> answers;

    Question(String... answers) {
        this.answers = List.of(answers);
    }

    /** The name of the field, which is all that a page source shows. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The answers with a drawing; nobody who taps on a telephone is two years old. */
    List<String> answers(boolean aboutAnother) {
        var offered = new ArrayList<>(answers);
        if (this == AGE && !aboutAnother) {
            offered.remove("0-2");
        }
        return offered;
    }

    boolean allows(String answer) {
        return answers.contains(answer) || UNKNOWN.equals(answer) || SILENT.equals(answer);
    }
}
