package org.egide.report;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Advice, report and complaint are three doors; what was put at the wrong one is moved, not refused (R39.3). The report keeps the door
 * at which it was told; a move is an added row, audited, and {@link ReportMoved} tells those who keep a queue.
 */
@Component
public final class Moves {
    private static final int LONGEST_REASON = 300;

    private final ReportStore store;
    private final JdbcClient database;
    private final Audit audit;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Moves(
            ReportStore store,
            JdbcClient database,
            Audit audit,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.database = database;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** The door the report stands at now. */
    public Door doorOf(ReportSummary report) {
        return database.sql("SELECT to_door FROM report.moved WHERE report = :report ORDER BY number DESC LIMIT 1")
                .param("report", report.id().value())
                .query((row, number) -> Door.valueOf(row.getString("to_door")))
                .optional()
                .orElse(report.door());
    }

    /**
     * Moves a report to another door. Anybody who handles reports may send one to the complaints; only a supervisor takes one away from
     * them. Refuses {@code not-movable} for what a machine sent.
     */
    public void move(Person person, ReportId id, Door to, String reason) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.because(
                    "reason-needed", "Moving needs a reason of at most " + LONGEST_REASON + " characters.");
        }
        transaction.run(() -> {
            store.lock(id);
            var report = store.summary(id)
                    .filter(found -> found.desk().equals(person.desk().id()))
                    .orElseThrow(Refusal::notFound);
            var from = doorOf(report);
            if (from == Door.COMPLAINT && !person.is(Role.SUPERVISOR)) {
                throw Refusal.notFound();
            }
            if (!from.movable() || !to.movable() || from == to) {
                throw Refusal.withStatus(409, "not-movable", "It cannot be moved there.");
            }
            insert(person, id, from, to, reason.strip());
        });
    }

    private void insert(Person person, ReportId id, Door from, Door to, String reason) {
        database.sql("""
                        INSERT INTO report.moved (id, report, from_door, to_door, reason, moved_by, at)
                        VALUES (:id, :report, :from, :to, :reason, :person, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("report", id.value())
                .param("from", from.name())
                .param("to", to.name())
                .param("reason", reason)
                .param("person", person.id().value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(AuditEntry.of(
                person.actor(), "report.moved", "report:" + id, Map.of("from", from.name(), "to", to.name())));
        events.publishEvent(new ReportMoved(id, person.desk().id(), from, to, clock.instant()));
    }

    /** What stands at one of these doors now and is not closed, newest first, at most 200. */
    public List<ReportSummary> at(Person viewer, Set<Door> doors) {
        var names = doors.stream().map(Door::name).collect(Collectors.toUnmodifiableSet());
        return database
                .sql("""
                        SELECT r.id FROM (SELECT id FROM report.report
                                          WHERE desk = :desk AND door IN ('ADVICE', 'COMPLAINT')
                                          UNION SELECT report FROM report.moved WHERE to_door IN (:doors)) AS may
                        JOIN report.report r ON r.id = may.id
                        WHERE r.desk = :desk AND r.step <> 'CLOSED'
                          AND coalesce((SELECT to_door FROM report.moved m WHERE m.report = r.id
                                        ORDER BY number DESC LIMIT 1), r.door) IN (:doors)
                        ORDER BY r.accepted_at DESC LIMIT 200
                        """)
                .param("desk", viewer.desk().id().value())
                .param("doors", names)
                .query((row, number) -> store.summary(new ReportId(row.getObject("id", UUID.class))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
