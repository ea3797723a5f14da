package org.egide.frontdoor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.egide.platform.AgeBand;

/**
 * The texts of advice in their order (R39.3, R56.1, C14's library begins here): each is about a situation, names a skill or a next step,
 * and can be read without saying a word. Titles and steps: {@code advice.<name>} and {@code advice.<name>.<n>}, for other ages in the
 * folder of the band.
 */
enum Advice {
    THREAT("bubble-sharp", 4),
    ASKED("phone", 4),
    SHARED("frame-out", 4),
    FAKE("frame-star", 4),
    MEET("clock", 4),
    PRESSURE("two", 4),
    REGRET("wind", 4),
    OFF("cloud", 4),
    SAW("eye", 3),
    FRIEND("bubbles", 3),
    PARENT("hands", 4),
    TEACHER("house", 4);

    private final String picture;
    private final int steps;

    Advice(String picture, int steps) {
        this.picture = picture;
        this.steps = steps;
    }

    /** The word for it in addresses. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String picture() {
        return picture;
    }

    String titleKey() {
        return "advice." + name();
    }

    List<String> stepKeys() {
        return IntStream.rangeClosed(1, steps)
                .mapToObj(step -> titleKey() + "." + step)
                .toList();
    }

    /** Whether a grown-up is spoken to, whatever the age chosen. */
    boolean forAdults() {
        return this == PARENT || this == TEACHER;
    }

    /** The ages for which it is written; a grown-up's text has one. */
    List<AgeBand> bands() {
        return forAdults()
                ? List.of(AgeBand.ADULT)
                : List.of(AgeBand.UNDER_10, AgeBand.FROM_10, AgeBand.FROM_13, AgeBand.FROM_16);
    }

    static Optional<Advice> of(String id) {
        return Arrays.stream(values()).filter(advice -> advice.id().equals(id)).findFirst();
    }
}
