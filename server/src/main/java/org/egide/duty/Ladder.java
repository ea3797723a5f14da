package org.egide.duty;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.report.ReportId;
import org.egide.report.Walls;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;
import org.springframework.stereotype.Component;

/**
 * Climbs from rung to rung as long as nobody has acknowledged (R13). What is due is decided by the time that has passed since the raising,
 * so a server that was away calls at once everybody who should have been called meanwhile. A rung on which nobody can be called is not waited
 * on.
 */
@Component
final class Ladder implements Routine {
    private static final int TOGETHER = 200;

    private final AlarmStore store;
    private final PageStore pages;
    private final Alarms alarms;
    private final Roster roster;
    private final Plans plans;
    private final Walls walls;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Ladder(
            AlarmStore store,
            PageStore pages,
            Alarms alarms,
            Roster roster,
            Plans plans,
            Walls walls,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.pages = pages;
        this.alarms = alarms;
        this.roster = roster;
        this.plans = plans;
        this.walls = walls;
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
            var known = new HashMap<Stretch, Callees>();
            due.forEach(alarm -> climb(alarm, known));
            return due.size();
        });
    }

    /** The rungs from one to another of a desk's ladder. */
    private record Stretch(DeskId desk, Rung from, Rung to) {}

    /** Who can be called now, and who of them by mail. */
    private record Callees(List<PersonId> people, List<PersonId> byMail) {
        Callees only(List<PersonId> these) {
            return new Callees(
                    people.stream().filter(these::contains).toList(),
                    byMail.stream().filter(these::contains).toList());
        }
    }

    private void climb(Alarm alarm, Map<Stretch, Callees> known) {
        var now = clock.instant();
        var passed = alarm.passed(now);
        var from = alarm.rung().map(Rung::above).orElse(Rung.FIRST);
        var rung = later(Rung.at(passed), from);
        var callees = mayKnow(alarm, callees(new Stretch(alarm.desk(), from, rung), known));
        while (callees.people().isEmpty() && rung != Rung.ALL) {
            rung = rung.above();
            callees = mayKnow(alarm, callees(new Stretch(alarm.desk(), from, rung), known));
        }
        var round = alarm.round() + 1;
        pages.add(alarm, round, rung, callees.byMail(), now);
        if (roster.hasPager()) {
            pages.addPager(alarm, round, rung, now);
        }
        store.climbed(alarm.id(), rung, now.plus(Rung.next(passed).minus(passed)));
        audit.record(AuditEntry.of(
                Alarms.DUTY,
                "duty.called",
                "alarm:" + alarm.id(),
                Map.of(
                        "rung", rung.name(),
                        "round", String.valueOf(round),
                        "people", String.valueOf(callees.people().size()))));
        if (callees.people().isEmpty()) {
            alarms.raise(alarm.desk(), Cause.CALL_FAILED);
        }
    }

    /** Nobody is called about what they must not know of (R11); whoever stands above them is called at once. */
    private Callees mayKnow(Alarm alarm, Callees callees) {
        return switch (alarm.about()) {
            case REPORT -> callees.only(walls.mayKnow(new ReportId(alarm.subject()), callees.people()));
            case CONTACT, DESK -> callees;
        };
    }

    private static Rung later(Rung one, Rung other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Looked up once for all alarms of a turn: in a flood they all name the same people. */
    private Callees callees(Stretch stretch, Map<Stretch, Callees> known) {
        var found = known.get(stretch);
        if (found == null) {
            found = callees(stretch);
            known.put(stretch, found);
        }
        return found;
    }

    private Callees callees(Stretch stretch) {
        var now = clock.instant();
        var zone = plans.of(stretch.desk()).hours().zone();
        var named = Stream.of(Rung.values())
                .filter(each -> each.compareTo(stretch.from()) >= 0 && each.compareTo(stretch.to()) <= 0)
                .flatMap(each -> roster.of(each, stretch.desk(), zone, now).stream())
                .distinct()
                .toList();
        var byMail = roster.hasMail() ? List.copyOf(roster.reach(named).keySet()) : List.<PersonId>of();
        return new Callees(roster.hasPager() ? named : byMail, byMail);
    }
}
