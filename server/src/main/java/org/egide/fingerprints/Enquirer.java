package org.egide.fingerprints;

import java.util.Objects;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.staff.DeskId;

/**
 * A partner that holds no list and asks whether something is known: the desk that answers it, the territories it serves, and its
 * bounds for a day.
 */
public record Enquirer(Actor actor, DeskId desk, Set<Territory> territories, int questionsPerDay, int matchesPerDay) {
    public Enquirer {
        Objects.requireNonNull(actor);
        Objects.requireNonNull(desk);
        territories = Set.copyOf(territories);
        if (questionsPerDay < 1 || matchesPerDay < 1) {
            throw new IllegalArgumentException("whoever may ask may ask at least once");
        }
    }

    /** Its name in counts and votes. */
    String partner() {
        return actor.id();
    }
}
