package org.egide.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/** A place in the roster: who is on duty, as what, in which hours of the week, and from and until which day, both included. */
record Slot(
        UUID id,
        DeskId desk,
        PersonId person,
        Rung rung,
        Week week,
        Optional<LocalDate> firstDay,
        Optional<LocalDate> lastDay) {
    /** Holidays close a desk, not its roster. A night that began on the last day goes on to its end. */
    boolean covers(Instant moment, ZoneId zone) {
        var day = moment.atZone(zone).toLocalDate();
        return new Hours(zone, week, Set.of()).cover(moment)
                && firstDay.filter(day::isBefore).isEmpty()
                && lastDay.map(last -> week.overMidnightOn(last) ? last.plusDays(1) : last)
                        .filter(day::isAfter)
                        .isEmpty();
    }
}
