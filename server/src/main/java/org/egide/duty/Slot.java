package org.egide.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        var today = moment.atZone(zone).toLocalDate();
        var outside = Stream.of(today.minusDays(1), today)
                .filter(day -> firstDay.filter(day::isBefore).isPresent()
                        || lastDay.filter(day::isAfter).isPresent())
                .collect(Collectors.toUnmodifiableSet());
        return new Hours(zone, week, outside).cover(moment);
    }
}
