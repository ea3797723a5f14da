package org.egide.platform.web;

import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;

/**
 * What every page template needs: the language, the age it is written for and its sentences. {@code path} is the address without the language
 * ({@code /report}), for the links to the same page in other languages.
 */
public record Page(Language language, AgeBand band, String path, Messages messages) {
    /** A page for everybody. */
    public Page(Language language, String path, Messages messages) {
        this(language, AgeBand.FROM_13, path, messages);
    }

    /** The same page in the words for that age. */
    public Page in(AgeBand other) {
        return new Page(language, other, path, messages);
    }

    /** The sentence for a key. */
    public String t(String key, Object... arguments) {
        return messages.text(language, band, key, arguments);
    }

    public boolean has(String key) {
        return messages.has(language, key);
    }

    public String lang() {
        return language.code();
    }

    public String dir() {
        return language.direction();
    }

    /** The address of another page in this language. */
    public String to(String other) {
        return "/" + language.code() + other;
    }
}
