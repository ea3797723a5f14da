package org.egide.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/** Something that a person must answer for, and how far the calling has gone. Whoever acknowledged it owns it. */
record Alarm(
        AlarmId id,
        About about,
        UUID subject,
        DeskId desk,
        Cause cause,
        Instant raised,
        Optional<Rung> rung,
        int round,
        Optional<PersonId> owner,
        Optional<Instant> owned) {
    /** What it is about. */
    enum About {
        REPORT,
        CONTACT,
        DESK
    }

    /** What counts as passed, for the ladder. */
    Duration passed(Instant now) {
        return Duration.between(raised, now).plus(cause.headStart());
    }
}
