package org.egide.duty;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.DeskId;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.egide.staff.Seen;
import org.springframework.stereotype.Component;

/**
 * Knows which desk can hear somebody now: its hours say so, a person who may read a report is there, and it is not full (R42.3). A door
 * asks before it asks a child anything; the answer is computed from rows that every process sees.
 */
@Component
public final class Receptions {
    private static final Set<Role> READERS = Set.of(Role.ANALYST, Role.SUPERVISOR, Role.COUNSELLOR);

    /** Every page of the front door asks; people come and go more slowly. */
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Plans plans;
    private final Roster roster;
    private final FirstAnswers answers;
    private final People people;
    private final Desks desks;
    private final Clock clock;
    private final Duration promise;
    private final Duration minutes;
    private final boolean remembers;
    private volatile Optional<Known> known = Optional.empty();

    Receptions(
            Plans plans,
            Roster roster,
            FirstAnswers answers,
            People people,
            Desks desks,
            Settings settings,
            Clock clock) {
        this.plans = plans;
        this.roster = roster;
        this.answers = answers;
        this.people = people;
        this.desks = desks;
        this.clock = clock;
        this.promise = settings.hours(Setting.FIRST_LOOK_HOURS);
        this.minutes = settings.minutes(Setting.PRESENCE_MINUTES);
        // A node whose work is done by hand has a clock that is moved by hand too.
        this.remembers = settings.number(Setting.JOB_SECONDS) > 0;
    }

    private record Known(Standing standing, long nanos) {}

    /**
     * How the hotline desk stands that receives what children and the public tell, at most two seconds old. Without a desk nobody is
     * there.
     */
    public Standing receiving() {
        var before = known;
        var now = System.nanoTime();
        if (remembers && before.isPresent() && now - before.get().nanos() < REMEMBERED.toNanos()) {
            return before.get().standing();
        }
        var standing = look();
        known = Optional.of(new Known(standing, now));
        return standing;
    }

    private Standing look() {
        return desks.receivingNow()
                .map(desk -> of(desk.id()))
                .orElseGet(() -> new Standing(
                        new Reception.Closed(Optional.empty(), ZoneOffset.UTC),
                        false,
                        false,
                        false,
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** How that desk stands now. */
    public Standing of(DeskId desk) {
        var now = clock.instant();
        var plan = plans.of(desk);
        var seen = people.seen(desk);
        var readers = seen.stream().filter(one -> reads(one.person())).toList();
        var present = present(plan, desk, readers, now);
        var untouched = answers.untouched(desk, plan.capacity());
        var open = plan.hours().cover(now);
        return new Standing(
                reception(plan, open && !present.isEmpty(), untouched, now),
                !readers.isEmpty(),
                roster.reachable(desk, plan.hours().zone(), now),
                open,
                present,
                untouched,
                plan.capacity(),
                plan.hours().closing(now));
    }

    private static boolean reads(Person person) {
        return READERS.stream().anyMatch(person::is);
    }

    /** The same as a person may know it: without what is behind a wall (R11). */
    Standing of(DeskId desk, Person viewer) {
        var standing = of(desk);
        return standing.counting(answers.untouched(desk, standing.capacity(), viewer));
    }

    private static Reception reception(Plan plan, boolean there, int untouched, Instant now) {
        if (!there) {
            // In open hours somebody is missing; then only the opening after the next closing is known.
            var from = plan.hours()
                    .closing(now)
                    .or(() -> Optional.of(now).filter(at -> !plan.hours().cover(at)));
            return new Reception.Closed(
                    from.flatMap(plan.hours()::opening), plan.hours().zone());
        }
        return plan.capacity().filter(bound -> untouched >= bound).isPresent()
                ? new Reception.Full()
                : new Reception.Open();
    }

    private List<Person> present(Plan plan, DeskId desk, List<Seen> readers, Instant now) {
        var onDuty = roster.at(desk, plan.hours().zone(), now).stream()
                .map(Slot::person)
                .collect(Collectors.toSet());
        return readers.stream()
                .filter(one -> counts(plan.presence(), one, onDuty, now))
                .map(Seen::person)
                .toList();
    }

    private boolean counts(Presence presence, Seen one, Set<PersonId> onDuty, Instant now) {
        var slot = onDuty.contains(one.person().id());
        return switch (presence) {
            case PROMISE ->
                slot
                        || one.made().plus(promise).isAfter(now)
                        || one.last()
                                .filter(at -> at.plus(promise).isAfter(now))
                                .isPresent();
            case SEEN ->
                slot
                        || one.lastOpen()
                                .filter(at -> at.plus(minutes).isAfter(now))
                                .isPresent();
            case ROSTER -> slot;
            case HOURS -> true;
        };
    }
}
