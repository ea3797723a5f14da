package org.egide.helpline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/**
 * One contact as it can be sorted and counted without opening anything. Exact times are there while it lives; a finished contact keeps
 * its day. {@code waited} are the seconds until the first answer, 0 once it ended. {@code tellings} counts how often she was made to tell it (K6 of front-door-and-care).
 */
public record Contact(
        ContactId id,
        String line,
        DeskId desk,
        ContactKind kind,
        ContactState state,
        Language language,
        AgeGroup age,
        String region,
        Set<Need> needs,
        Urgency urgency,
        boolean danger,
        boolean extortion,
        LocalDate begun,
        Optional<Instant> waiting,
        Optional<Instant> childSeen,
        Optional<PersonId> counsellor,
        OptionalInt waited,
        int tellings,
        int version) {
    public Contact {
        needs = needs.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(needs));
        if (state == ContactState.TALKING && counsellor.isEmpty()) {
            throw new IllegalArgumentException("somebody talks");
        }
        if (tellings < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
    }

    /** Whether that person talks with her now. */
    public boolean isWith(PersonId person) {
        return counsellor.filter(person::equals).isPresent();
    }

    /** How long she has waited in this turn. */
    public Duration waiting(Instant now) {
        return waiting.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    }

    public boolean live() {
        return state == ContactState.WAITING || state == ContactState.TALKING;
    }
}
