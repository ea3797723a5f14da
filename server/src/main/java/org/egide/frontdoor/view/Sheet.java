package org.egide.frontdoor.view;

import java.util.Objects;
import org.egide.platform.AgeBand;
import org.egide.platform.web.Page;

/**
 * The paper a page is written on: language, title and the two numbers that stand on every page. A {@code quiet} sheet carries a
 * neutral title and icon and no mark, so that nothing gives it away on a shared screen (R54.3).
 */
public record Sheet(Page page, String title, String emergency, String helpline, boolean quiet) {
    public Sheet {
        Objects.requireNonNull(page);
    }

    public String t(String key, Object... arguments) {
        return page.t(key, arguments);
    }

    /** The same paper, written on in the words for that age. */
    public Sheet in(AgeBand band) {
        return new Sheet(page.in(band), title, emergency, helpline, quiet);
    }

    public String to(String other) {
        return page.to(other);
    }

    /** The sentence for the key, or for the key as it is said of somebody else. */
    public String about(boolean another, String key) {
        return another && page.has(key + ".other") ? page.t(key + ".other") : page.t(key);
    }
}
