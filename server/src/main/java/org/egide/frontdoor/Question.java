package org.egide.frontdoor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The questions of the child's path, in order, each with its answers. The age of the one who taps comes first, so that everything
 * after it is said in words for that age (R32.1). Every question can also be answered with "I don't know" and "I'd rather not say".
 * The words are messages {@code frontdoor.<question>.<answer>}.
 */
enum Question {
    AGE("3-6", "7-9", "10-12", "13-15", "16-17", "ADULT"),
    WHO("ME", "FRIEND", "OTHER"),
    WHAT("THREAT", "PICTURES", "SHARED", "FAKE", "MEET", "LIVE", "SAW", "OFF", "NOTHING"),
    SAFE("DANGER", "HURT", "TODAY", "REACH", "ONLINE"),
    /** The age of the one it is about; asked only of somebody who speaks for another. */
    CHILD("0-2", "3-6", "7-9", "10-12", "13-15", "16-17", "ADULT"),
    WISH("REMOVE", "TALK", "STOP_THE_PERSON", "JUST_TELL");

    /** "I don't know". */
    static final String UNKNOWN = "UNKNOWN";

    /** "I'd rather not say". */
    static final String SILENT = "SILENT";

    /** "Nothing bad happened, someone told me to come here": nobody says that of another (R23.2). */
    static final String NOTHING = "NOTHING";

    private final List<String> answers;

    Question(String... answers) {
        this.answers = List.of(answers);
    }

    /** The name of the field, which is all that a page source shows. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is asked at all. */
    boolean asked(boolean aboutAnother) {
        return this != CHILD || aboutAnother;
    }

    /** Whether it asks for an age: short answers without drawings. */
    boolean asksAge() {
        return this == AGE || this == CHILD;
    }

    /** The answers that are offered. */
    List<String> answers(boolean aboutAnother) {
        var offered = new ArrayList<>(answers);
        if (aboutAnother) {
            offered.remove(NOTHING);
        }
        return offered;
    }

    boolean allows(String answer) {
        return answers.contains(answer) || UNKNOWN.equals(answer) || SILENT.equals(answer);
    }
}
