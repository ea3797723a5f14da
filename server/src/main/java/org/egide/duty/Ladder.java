package org.egide.duty;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.staff.PersonId;
import org.springframework.stereotype.Component;

/**
 * Climbs from rung to rung as long as nobody has acknowledged (R13). What is due is decided by the time that has passed since the raising,
 * so a server that was away calls at once everybody who should have been called meanwhile. A rung on which nobody can be called is not waited
 * on.
 */
@Component
final class Ladder implements Routine {
    private static final int TOGETHER = 50;

    private final AlarmStore store;
    private final PageStore pages;
    private final Alarms alarms;
    private final Roster roster;
    private final Plans plans;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Ladder(
            AlarmStore store,
            PageStore pages,
            Alarms alarms,
            Roster roster,
            Plans plans,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.pages = pages;
        this.alarms = alarms;
        this.roster = roster;
        this.plans = plans;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "duty-ladder";
    }

    @Override
    public int work() {
        return transaction.in(() -> {
            var due = store.due(clock.instant(), TOGETHER);
            due.forEach(this::climb);
            return due.size();
        });
    }

    private void climb(Alarm alarm) {
        var now = clock.instant();
        var passed = alarm.passed(now);
        var rung = later(Rung.at(passed), alarm.rung().map(Rung::above).orElse(Rung.FIRST));
        var called = callable(alarm, rung);
        while (called.isEmpty() && rung != Rung.ALL) {
            rung = rung.above();
            called = callable(alarm, rung);
        }
        var round = alarm.round() + 1;
        call(alarm, round, rung, called);
        store.climbed(alarm.id(), rung, now.plus(Rung.next(passed).minus(passed)));
        audit.record(AuditEntry.of(
                Alarms.DUTY,
                "duty.called",
                "alarm:" + alarm.id(),
                Map.of("rung", rung.name(), "round", String.valueOf(round), "people", String.valueOf(called.size()))));
        if (called.isEmpty()) {
            alarms.raise(alarm.desk(), Cause.CALL_FAILED);
        }
    }

    private static Rung later(Rung one, Rung other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Whom the rungs from the last one called up to this one name and who can be called now. */
    private List<PersonId> callable(Alarm alarm, Rung rung) {
        var now = clock.instant();
        var zone = plans.of(alarm.desk()).hours().zone();
        var from = alarm.rung().map(Rung::above).orElse(Rung.FIRST);
        var named = Stream.of(Rung.values())
                .filter(each -> each.compareTo(from) >= 0 && each.compareTo(rung) <= 0)
                .flatMap(each -> roster.of(each, alarm.desk(), zone, now).stream())
                .distinct()
                .toList();
        var reach = roster.reach(named);
        return roster.hasPager()
                ? named
                : named.stream()
                        .filter(person -> roster.hasMail() && reach.containsKey(person))
                        .toList();
    }

    private void call(Alarm alarm, int round, Rung rung, List<PersonId> called) {
        var now = clock.instant();
        if (roster.hasMail()) {
            roster.reach(called)
                    .keySet()
                    .forEach(person -> pages.add(alarm, round, rung, Page.Channel.MAIL, Optional.of(person), now));
        }
        if (roster.hasPager()) {
            pages.add(alarm, round, rung, Page.Channel.PAGER, Optional.empty(), now);
        }
    }
}
