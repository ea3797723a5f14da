package org.egide.frontdoor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.egide.report.Door;
import org.egide.report.Reporter;

/**
 * Who tells at which door (R14 of front-door-and-care, GP13.1): one model, and for each a short form and the advice that fits. The
 * child's own path and the public form have doors of their own. Sentences: {@code doors.<name>.*}.
 */
enum Teller {
    PARENT("/report/parent", Reporter.PARENT, Door.HELPERS, "hands", true),
    SCHOOL("/report/school", Reporter.SCHOOL, Door.HELPERS, "house", true),
    CLUB("/report/club", Reporter.CLUB, Door.HELPERS, "two", true),
    PROFESSIONAL("/report/professional", Reporter.PROFESSIONAL, Door.HELPERS, "envelope", true),
    /** Somebody who asks and need not say a word about any child (R56.1). */
    QUESTION("/ask", Reporter.CITIZEN, Door.ADVICE, "bubbles", false),
    /** Somebody who complains about a service, this one or a provider's (R39.3). */
    COMPLAINT("/complaint", Reporter.CITIZEN, Door.COMPLAINT, "bell", false);

    /** What is said right after sending, for every teller. */
    static final int STEPS = 3;

    private final String path;
    private final Reporter reporter;
    private final Door door;
    private final String picture;
    private final boolean aboutChild;

    Teller(String path, Reporter reporter, Door door, String picture, boolean aboutChild) {
        this.path = path;
        this.reporter = reporter;
        this.door = door;
        this.picture = picture;
        this.aboutChild = aboutChild;
    }

    /** The address without the language. */
    String path() {
        return path;
    }

    Reporter reporter() {
        return reporter;
    }

    Door door() {
        return door;
    }

    String picture() {
        return picture;
    }

    /** Whether the form asks about a child; the others ask nothing of the kind. */
    boolean aboutChild() {
        return aboutChild;
    }

    /** The sentence of this teller for a part of the page. */
    String key(String part) {
        return "doors." + name() + "." + part;
    }

    /** What to do next, read at once after sending. */
    List<String> next() {
        return Arrays.asList(key("next.1"), key("next.2"), key("next.3"));
    }

    static Optional<Teller> at(String path) {
        return Arrays.stream(values())
                .filter(teller -> teller.path.equals(path))
                .findFirst();
    }
}
