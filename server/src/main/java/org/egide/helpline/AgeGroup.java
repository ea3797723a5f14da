package org.egide.helpline;

import java.util.Arrays;
import java.util.Optional;
import org.egide.platform.AgeBand;

/** Ages as helplines count them; never asked for twice, never needed. Titles: {@code helpline.age.<name>}. */
public enum AgeGroup {
    A0_3("0-2"),
    A4_6("3-6"),
    A7_9("7-9"),
    A10_12("10-12"),
    A13_15("13-15"),
    A16_17("16-17"),
    A18_24("ADULT"),
    UNKNOWN("UNKNOWN");

    private final String fact;

    AgeGroup(String fact) {
        this.fact = fact;
    }

    /** The value of {@code FactKind.CHILD_AGE} that a report gets. */
    String fact() {
        return fact;
    }

    /** In whose words the page speaks. */
    AgeBand band() {
        return AgeBand.ofAge(fact).orElse(AgeBand.FROM_13);
    }

    static Optional<AgeGroup> of(String name) {
        return Arrays.stream(values()).filter(age -> age.name().equals(name)).findFirst();
    }
}
