package org.egide.helpline;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a child says it is about, by one tap, before she says anything else. The first is answered with what to do at once (R27.2).
 * Words: {@code helpline.about.<name>}.
 */
public enum About {
    THREAT(Need.VIOLENCE),
    PICTURES(Need.VIOLENCE),
    HURT(Need.VIOLENCE),
    FEELINGS(Need.MENTAL_HEALTH),
    HOME(Need.FAMILY),
    FRIENDS(Need.PEERS),
    SCHOOL(Need.SCHOOL),
    LOVE(Need.SEXUALITY),
    BODY(Need.PHYSICAL_HEALTH),
    TREATED(Need.DISCRIMINATION),
    HELP(Need.ACCESS_TO_SERVICES),
    SILENT(Need.UNKNOWN);

    private final Need need;

    About(Need need) {
        this.need = need;
    }

    Need need() {
        return need;
    }

    /** Whether somebody is being pressed right now. */
    boolean extortion() {
        return this == THREAT;
    }

    static Optional<About> of(String name) {
        return Arrays.stream(values())
                .filter(about -> about.name().equals(name))
                .findFirst();
    }
}
