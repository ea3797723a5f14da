package org.egide.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language in which every sentence is complete. Adding one is a folder under {@code messages/} and two lines here. */
public enum Language {
    EN("en", "English", "ltr"),
    FR("fr", "Français", "ltr"),
    ES("es", "Español", "ltr"),
    AR("ar", "العربية", "rtl");

    /** All codes as the paths of the pages name them: {@code /{language:en|...}/report}. Annotations need a constant. */
    public static final String CODES = "en|fr|es|ar";

    private final String code;
    private final String ownName;
    private final String direction;

    Language(String code, String ownName, String direction) {
        this.code = code;
        this.ownName = ownName;
        this.direction = direction;
    }

    /** ISO 639-1, as in the path {@code /ar/...}. */
    public String code() {
        return code;
    }

    /** The language's name in itself. */
    public String ownName() {
        return ownName;
    }

    /** {@code ltr} or {@code rtl}. */
    public String direction() {
        return direction;
    }

    public Locale locale() {
        return Locale.of(code);
    }

    public static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }
}
