package org.egide.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a desk is open: a week in a time zone, less the holidays. What begins on a holiday does not take place; a night that began the
 * evening before goes on into it. Clock changes are the zone's: an hour that does not exist begins when the clock has jumped.
 */
record Hours(ZoneId zone, Week week, Set<LocalDate> holidays) {
    /** Longer than any row of holidays that a desk declares. */
    private static final int DAYS_AHEAD = 400;

    /** Spans that follow each other without a gap are one opening; after this many they never end. */
    private static final int LONGEST_ROW = 400;

    Hours {
        holidays = Set.copyOf(holidays);
    }

    private record Opening(Instant from, Instant until) {
        boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    boolean cover(Instant moment) {
        return around(moment).anyMatch(opening -> opening.holds(moment));
    }

    /** When it opens next: this moment, when it is open. Empty when it never does. */
    Optional<Instant> opening(Instant moment) {
        if (cover(moment)) {
            return Optional.of(moment);
        }
        var today = moment.atZone(zone).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .map(day -> of(day).map(Opening::from)
                        .filter(from -> from.isAfter(moment))
                        .min(Comparator.naturalOrder()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** When what is open at this moment closes; empty when it is closed, or never closes. */
    Optional<Instant> closing(Instant moment) {
        var end = moment;
        for (var row = 0; row < LONGEST_ROW; row++) {
            var at = end;
            var later = around(at)
                    .filter(opening -> opening.holds(at))
                    .map(Opening::until)
                    .max(Comparator.naturalOrder());
            if (later.isEmpty()) {
                return Optional.of(end).filter(moment::isBefore);
            }
            end = later.get();
        }
        return Optional.empty();
    }

    private Stream<Opening> around(Instant moment) {
        var today = moment.atZone(zone).toLocalDate();
        return Stream.concat(of(today.minusDays(1)), of(today));
    }

    private Stream<Opening> of(LocalDate day) {
        List<Week.Span> spans = holidays.contains(day) ? List.of() : week.of(day.getDayOfWeek());
        return spans.stream()
                .map(span -> new Opening(
                        ZonedDateTime.of(day, span.from(), zone).toInstant(),
                        ZonedDateTime.of(span.overMidnight() ? day.plusDays(1) : day, span.until(), zone)
                                .toInstant()));
    }
}
