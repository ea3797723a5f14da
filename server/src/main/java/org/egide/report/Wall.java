package org.egide.report;

import java.util.Optional;
import java.util.UUID;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/**
 * Somebody who must not know that a report is there (R11 of front-door-and-care): whom it stands against, why it came to be, and
 * whether a supervisor has confirmed it. It stands from the first moment, confirmed or not.
 */
public record Wall(WallId id, UUID against, Origin origin, boolean confirmed) {
    /** Against everybody who is not a supervisor. */
    static final UUID ALL_BUT_SUPERVISORS = new UUID(0, 0);

    /** Why a wall came to be. Titles: {@code report.wall.origin.<name>}. */
    public enum Origin {
        /** The reporter says that somebody who works here, or with us, is involved. */
        REPORTER,
        /** Something that the report names is somebody's sign-in name. */
        MATCH,
        SUPERVISOR,
        /** Somebody stepped back. */
        ONESELF
    }

    /** Whom a wall can be built against. */
    public sealed interface Against {
        /** One person of staff. */
        record OnePerson(PersonId person) implements Against {}

        /** Everybody of a desk that does not own the report. */
        record WholeDesk(DeskId desk) implements Against {}

        /** The id that is stored. */
        default UUID id() {
            return switch (this) {
                case OnePerson(PersonId person) -> person.value();
                case WholeDesk(DeskId desk) -> desk.value();
            };
        }
    }

    /** Whether it keeps out all but supervisors until one has said who is meant. */
    public boolean waitsForSupervisor() {
        return against.equals(ALL_BUT_SUPERVISORS);
    }

    /** The person or desk; nobody where only the reporter's word is there. */
    public Optional<UUID> named() {
        return waitsForSupervisor() ? Optional.empty() : Optional.of(against);
    }
}
