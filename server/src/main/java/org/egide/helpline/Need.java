package org.egide.helpline;

import java.util.Arrays;
import java.util.Optional;

/**
 * The headings of Child Helpline International under which needs are counted (section 4 of front-door-and-care; unconfirmed against the
 * primary source). Titles: {@code helpline.need.<name>}.
 */
public enum Need {
    VIOLENCE,
    MENTAL_HEALTH,
    FAMILY,
    PEERS,
    SCHOOL,
    SEXUALITY,
    PHYSICAL_HEALTH,
    DISCRIMINATION,
    ACCESS_TO_SERVICES,
    UNKNOWN;

    static Optional<Need> of(String name) {
        return Arrays.stream(values()).filter(need -> need.name().equals(name)).findFirst();
    }
}
