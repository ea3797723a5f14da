package org.egide.assessment;

import java.util.Arrays;
import java.util.List;

/**
 * The elements of the definitions, recorded one by one (R8.2). {@code UNSURE} is an answer and never the same as no. A key element on
 * which two people differ calls for a third view even where both derive the same outcome. Titles: {@code assessment.element.<name>} and
 * {@code assessment.element.<name>.<value>}.
 */
public enum Element {
    MEANS(Sheet.MATERIAL, false, "IMAGE", "VIDEO", "AUDIO", "TEXT", "LIVE", "OTHER"),
    DEPICTS_CHILD(Sheet.MATERIAL, true, "YES", "NO", "UNSURE"),
    REALITY(Sheet.MATERIAL, true, "REAL", "GENERATED", "DRAWN", "UNSURE"),
    EXPLICIT_ACTIVITY(Sheet.MATERIAL, true, "YES", "NO", "UNSURE"),
    SEXUAL_PARTS(Sheet.MATERIAL, true, "YES", "NO", "UNSURE"),
    PURPOSE(Sheet.MATERIAL, false, "SEXUAL", "OTHER", "UNSURE"),
    ADDRESSED_TO_CHILD(Sheet.CONDUCT, true, "YES", "NO", "UNSURE"),
    SEXUAL_PURPOSE(Sheet.CONDUCT, true, "YES", "NO", "UNSURE"),
    THREAT(Sheet.CONDUCT, true, "YES", "NO", "UNSURE"),
    DEMAND(Sheet.CONDUCT, false, "YES", "NO", "UNSURE"),
    CONTENT_SENT(Sheet.CONDUCT, false, "YES", "NO", "UNSURE"),
    MEETING(Sheet.CONDUCT, false, "YES", "NO", "UNSURE"),
    EXPLOITATION(Sheet.CONDUCT, true, "YES", "NO", "UNSURE"),
    ACTOR(Sheet.CONDUCT, true, "ADULT", "ANOTHER_CHILD", "UNSURE");

    static final String UNSURE = "UNSURE";

    private final Sheet sheet;
    private final boolean key;

    @SuppressWarnings("ImmutableEnumChecker") // List.of does not change
    private final List<String> choices;

    Element(Sheet sheet, boolean key, String... choices) {
        this.sheet = sheet;
        this.key = key;
        this.choices = List.of(choices);
    }

    Sheet sheet() {
        return sheet;
    }

    boolean key() {
        return key;
    }

    /** What can be answered. */
    public List<String> choices() {
        return choices;
    }

    /** The name of the form field, for instance {@code depicts-child}. */
    public String field() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static List<Element> of(Sheet sheet) {
        return Arrays.stream(values()).filter(element -> element.sheet == sheet).toList();
    }
}
