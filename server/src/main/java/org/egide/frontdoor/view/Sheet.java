package org.egide.frontdoor.view;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.egide.platform.AgeBand;
import org.egide.platform.web.Page;

/**
 * The paper a page is written on: language, title and the two numbers that stand on every page. A {@code quiet} sheet carries a
 * neutral title and icon and no mark, so that nothing gives it away on a shared screen (R54.3). It remembers what was said on it,
 * for the recordings of an operator.
 */
public record Sheet(Page page, String title, String emergency, String helpline, boolean quiet, Spoken spoken) {
    public Sheet {
        Objects.requireNonNull(page);
        Objects.requireNonNull(spoken);
    }

    /** Without recordings. */
    public Sheet(Page page, String title, String emergency, String helpline, boolean quiet) {
        this(page, title, emergency, helpline, quiet, new Spoken((band, name) -> Optional.empty()));
    }

    /** The same paper in the words for that age. */
    public Sheet in(AgeBand band) {
        return new Sheet(page.in(band), title, emergency, helpline, quiet, spoken.anew());
    }

    /** The recordings of what was said on it so far. */
    public List<Spoken.Recorded> recorded() {
        return spoken.recorded(page.band());
    }

    public String t(String key, Object... arguments) {
        return spoken.say(key, page.t(key, arguments), arguments);
    }

    public String to(String other) {
        return page.to(other);
    }

    /** The sentence for the key, or for the key as it is said of somebody else. */
    public String about(boolean another, String key) {
        return t(another && page.has(key + ".other") ? key + ".other" : key);
    }

    /** The body of a page, written before what surrounds it, so that it is known which sentences stand in it. */
    public String written(Content content) {
        var body = new StringOutput();
        content.writeTo(new OwaspHtmlTemplateOutput(body));
        return body.toString();
    }
}
