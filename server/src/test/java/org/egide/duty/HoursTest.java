package org.egide.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HoursTest {
    private static final ZoneId TUNIS = ZoneId.of("Africa/Tunis");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static Hours hours(ZoneId zone, String week, String... holidays) {
        return new Hours(
                zone,
                Week.of(week),
                java.util.Arrays.stream(holidays)
                        .map(LocalDate::parse)
                        .collect(java.util.stream.Collectors.toUnmodifiableSet()));
    }

    @Test
    void aDeskWithoutDeclaredHoursIsAlwaysOpen() {
        var always = new Hours(TUNIS, Week.ALWAYS, Set.of());
        assertThat(always.cover(Instant.parse("2026-11-22T03:00:00Z"))).isTrue();
        assertThat(always.closing(Instant.parse("2026-11-22T03:00:00Z"))).isEmpty();
        assertThat(Week.of(Week.ALWAYS.text()).isAlways()).isTrue();
    }

    @Test
    void aNightGoesOnIntoTheNextMorningAndAHolidayTakesWhatBeginsOnIt() {
        var nights = hours(TUNIS, "5 22:00-06:00;6 10:00-12:00", "2026-12-25");
        // The 25th of December 2026 is a Friday.
        assertThat(nights.cover(Instant.parse("2026-12-19T04:00:00Z"))).isTrue();
        assertThat(nights.cover(Instant.parse("2026-12-26T04:00:00Z"))).isFalse();
        assertThat(nights.opening(Instant.parse("2026-12-25T20:00:00Z")))
                .contains(Instant.parse("2026-12-26T09:00:00Z"));
    }

    @Test
    void anHourThatDoesNotExistBeginsWhenTheClockHasJumped() {
        // On the 29th of March 2026 the clocks of Paris jump from two to three.
        var early = hours(PARIS, "7 02:30-05:00");
        assertThat(early.opening(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void spansThatTouchAreOneOpening() {
        var touching = hours(TUNIS, "1 08:00-12:00 12:00-18:00 18:00-24:00;2 00:00-02:00");
        assertThat(touching.closing(Instant.parse("2026-11-23T08:00:00Z")))
                .contains(Instant.parse("2026-11-24T01:00:00Z"));
    }

    @Test
    void whoNeverOpensHasNoOpening() {
        assertThat(hours(TUNIS, "").opening(Instant.EPOCH)).isEmpty();
    }

    /** The slow and obvious way: minute after minute. */
    @Test
    void openingAndClosingAreTheFirstMinutesAtWhichItIsSo() {
        var random = new Random(7);
        for (var run = 0; run < 60; run++) {
            var hours = new Hours(random.nextBoolean() ? PARIS : TUNIS, week(random), holidays(random));
            var from = Instant.parse("2026-03-26T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(7 * 1440)));
            var end = from.plus(Duration.ofDays(8));
            assertThat(hours.opening(from).filter(end::isAfter))
                    .as(hours.toString())
                    .isEqualTo(first(hours, from, end, true));
            if (hours.cover(from)) {
                assertThat(hours.closing(from).filter(end::isAfter))
                        .as(hours.toString())
                        .isEqualTo(first(hours, from, end, false));
            } else {
                assertThat(hours.closing(from)).isEmpty();
            }
        }
    }

    private static Optional<Instant> first(Hours hours, Instant from, Instant end, boolean open) {
        for (var at = from; at.isBefore(end); at = at.plus(Duration.ofMinutes(1))) {
            if (hours.cover(at) == open) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Week week(Random random) {
        var days = new EnumMap<DayOfWeek, List<Week.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var spans = new ArrayList<Week.Span>();
            for (var i = random.nextInt(3); i > 0; i--) {
                spans.add(new Week.Span(time(random), time(random)));
            }
            days.put(day, spans);
        }
        return new Week(days);
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    }

    private static Set<LocalDate> holidays(Random random) {
        return random.nextBoolean() ? Set.of() : Set.of(LocalDate.of(2026, 3, 28 + random.nextInt(3)));
    }

    @Test
    void aWeekSurvivesBeingWrittenDown() {
        var random = new Random(11);
        for (var run = 0; run < 200; run++) {
            var week = week(random);
            assertThat(Week.of(week.text())).isEqualTo(week);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-12", "08:00", "08:00-25:00", "08:00-12:00-13:00", "morning", "-", "08:00–12:00"})
    void hoursThatCannotBeReadAreRefused(String text) {
        assertThatThrownBy(() -> Week.spans(text))
                .isInstanceOf(Refusal.class)
                .extracting("code")
                .isEqualTo("bad-hours");
    }

    @Test
    void aSlotHoldsOnItsDaysAndInItsHoursAndItsLastNightToTheEnd() {
        var slot = new Slot(
                UUID.randomUUID(),
                new DeskId(UUID.randomUUID()),
                new PersonId(UUID.randomUUID()),
                Rung.FIRST,
                Week.on(List.of(DayOfWeek.values()), "20:00-08:00"),
                Optional.of(LocalDate.of(2026, 11, 23)),
                Optional.of(LocalDate.of(2026, 11, 24)));
        assertThat(slot.covers(Instant.parse("2026-11-22T21:00:00Z"), TUNIS)).isFalse();
        assertThat(slot.covers(Instant.parse("2026-11-23T21:00:00Z"), TUNIS)).isTrue();
        assertThat(slot.covers(Instant.parse("2026-11-24T12:00:00Z"), TUNIS)).isFalse();
        assertThat(slot.covers(Instant.parse("2026-11-25T05:00:00Z"), TUNIS)).isTrue();
        assertThat(slot.covers(Instant.parse("2026-11-25T21:00:00Z"), TUNIS)).isFalse();
    }

    @Test
    void R13_theRungsAreReachedAtOnceAfterFiveAndAfterFifteenMinutesAndThenEveryFifteen() {
        assertThat(Rung.at(Duration.ZERO)).isEqualTo(Rung.FIRST);
        assertThat(Rung.at(Duration.ofSeconds(299))).isEqualTo(Rung.FIRST);
        assertThat(Rung.at(Duration.ofMinutes(5))).isEqualTo(Rung.DEPUTY);
        assertThat(Rung.at(Duration.ofMinutes(15))).isEqualTo(Rung.SUPERVISORS);
        assertThat(Rung.at(Duration.ofDays(40))).isEqualTo(Rung.ALL);
        assertThat(Rung.next(Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Rung.next(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(15));
        assertThat(Rung.next(Duration.ofMinutes(29))).isEqualTo(Duration.ofMinutes(30));
        for (var passed = Duration.ofMinutes(30); passed.toHours() < 30; passed = passed.plusSeconds(97)) {
            var next = Rung.next(passed);
            assertThat(next).isGreaterThan(passed);
            assertThat(next.minus(passed)).isLessThanOrEqualTo(Rung.AGAIN);
            assertThat(next.toMinutes() % 15).isZero();
        }
    }
}
