package org.egide.triage;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.report.ReportId;
import org.egide.report.Walls;
import org.egide.staff.DeskId;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happens at a deadline without a first look: the report gets a supervisor as owner and stands on top of the desk until
 * somebody takes it. The band stays; nothing closes. Without a supervisor the row belongs to the whole desk.
 */
@Component
public final class Escalations implements Routine {
    private static final int TOGETHER = 200;

    private final JdbcClient database;
    private final People people;
    private final Walls walls;
    private final Audit audit;
    private final Transaction transaction;
    private final Clock clock;

    Escalations(JdbcClient database, People people, Walls walls, Audit audit, Transaction transaction, Clock clock) {
        this.database = database;
        this.people = people;
        this.walls = walls;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** An overdue report and who answers for it. */
    public record Overdue(ReportId report, String reference, Band band, Optional<PersonId> owner, Instant deadline) {}

    private record Due(ReportId report, DeskId desk, int band) {}

    @Override
    public String name() {
        return "triage-overdue";
    }

    @Override
    public int work() {
        return transaction.in(() -> {
            var due = due();
            var loads = new HashMap<DeskId, Map<PersonId, Integer>>();
            due.forEach(one -> raise(one, loads));
            return due.size();
        });
    }

    private List<Due> due() {
        return database.sql("""
                        SELECT q.report, q.desk, q.band FROM triage.queue q
                        WHERE q.state = 'WAITING' AND q.looked_at IS NULL AND q.deadline <= :now
                          AND NOT EXISTS (SELECT 1 FROM triage.escalation e WHERE e.report = q.report)
                        ORDER BY q.band, q.deadline LIMIT :limit FOR UPDATE OF q SKIP LOCKED
                        """)
                .param("now", QueueStore.utc(clock.instant()))
                .param("limit", TOGETHER)
                .query((row, number) -> new Due(
                        new ReportId(row.getObject("report", UUID.class)),
                        new DeskId(row.getObject("desk", UUID.class)),
                        row.getInt("band")))
                .list();
    }

    private void raise(Due due, Map<DeskId, Map<PersonId, Integer>> loads) {
        var owner = owner(due, loads);
        database.sql("""
                        INSERT INTO triage.escalation (report, desk, owner, band, raised_at)
                        VALUES (:report, :desk, :owner, :band, :at)
                        """)
                .param("report", due.report().value())
                .param("desk", due.desk().value())
                .param("owner", owner.map(PersonId::value).orElse(null), java.sql.Types.OTHER)
                .param("band", due.band())
                .param("at", QueueStore.utc(clock.instant()))
                .update();
        audit.record(AuditEntry.of(
                Actor.system("triage"),
                "triage.escalated",
                "report:" + due.report(),
                Map.of("owner", owner.map(PersonId::toString).orElse("desk"))));
    }

    /** The supervisor of the desk who may know of it and has the fewest; from now on one more. */
    private Optional<PersonId> owner(Due due, Map<DeskId, Map<PersonId, Integer>> loads) {
        var team = loads.computeIfAbsent(due.desk(), this::loads);
        var owner = walls.mayKnow(due.report(), List.copyOf(team.keySet())).stream()
                .min(Comparator.<PersonId>comparingInt(person -> team.getOrDefault(person, 0))
                        .thenComparing(PersonId::value));
        owner.ifPresent(person -> team.merge(person, 1, Integer::sum));
        return owner;
    }

    /** How many open ones each supervisor of a desk has; looked up once for all of a turn. */
    private Map<PersonId, Integer> loads(DeskId desk) {
        var loads = new HashMap<PersonId, Integer>();
        people.ofDesk(desk).stream()
                .filter(person -> person.is(Role.SUPERVISOR))
                .forEach(person -> loads.put(person.id(), 0));
        record Open(PersonId owner, int number) {}
        database.sql("""
                        SELECT owner, count(*) AS open FROM triage.escalation
                        WHERE desk = :desk AND settled_at IS NULL AND owner IS NOT NULL GROUP BY owner
                        """)
                .param("desk", desk.value())
                .query((row, number) -> new Open(new PersonId(row.getObject("owner", UUID.class)), row.getInt("open")))
                .list()
                .forEach(open -> loads.replace(open.owner(), open.number()));
        return loads;
    }

    /** Somebody took the report, or it is done. */
    void settle(ReportId report) {
        database.sql("""
                        UPDATE triage.escalation SET settled_at = :at WHERE report = :report AND settled_at IS NULL
                        """)
                .param("report", report.value())
                .param("at", QueueStore.utc(clock.instant()))
                .update();
    }

    /** Overdue reports of a person's desk, most urgent first, at most 50. */
    public List<Overdue> open(Person person) {
        return database.sql("""
                        SELECT e.report, q.reference, q.band, e.owner, q.deadline
                        FROM triage.escalation e JOIN triage.queue q ON q.report = e.report
                        WHERE e.desk = :desk AND e.settled_at IS NULL AND NOT report.walled(e.report, :viewer)
                        ORDER BY e.band, e.raised_at LIMIT 50
                        """)
                .param("desk", person.desk().id().value())
                .param("viewer", Walls.viewer(person))
                .query((row, number) -> new Overdue(
                        new ReportId(row.getObject("report", UUID.class)),
                        row.getString("reference"),
                        Band.of(row.getInt("band")),
                        Optional.ofNullable(row.getObject("owner", UUID.class)).map(PersonId::new),
                        row.getObject("deadline", OffsetDateTime.class).toInstant()))
                .list();
    }
}
