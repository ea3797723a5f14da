package org.egide.triage;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Walls;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links between reports that name the same address, account, file or picture. A report is linked with the thing, not with every other
 * report, so ten thousand reports of one file are ten thousand rows. No report is merged; undoing a link keeps its row, and no
 * machine puts back what a person undid.
 */
@Component("triage.links")
public final class Links {
    private final JdbcClient database;
    private final Reports reports;
    private final Audit audit;
    private final Transaction transaction;
    private final Clock clock;

    Links(JdbcClient database, Reports reports, Audit audit, Transaction transaction, Clock clock) {
        this.database = database;
        this.reports = reports;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Links a report with what its items name; repeating it changes nothing. Joins the running transaction. */
    void link(ReportId report, Collection<Naming> namings) {
        var known = things(namings);
        var fresh = new TreeMap<Naming.Mark, ThingId>();
        for (var naming : namings) {
            var thing = naming.marks().stream()
                    .flatMap(
                            mark -> Stream.of(known, fresh).flatMap(map -> Optional.ofNullable(map.get(mark)).stream()))
                    .findFirst()
                    .orElseGet(() -> newThing(naming.kind()));
            naming.marks().stream().filter(mark -> !known.containsKey(mark)).forEach(mark -> fresh.put(mark, thing));
        }
        var now = fresh.isEmpty() ? known : agree(namings, fresh);
        for (var naming : namings) {
            naming.marks().stream()
                    .flatMap(mark -> Optional.ofNullable(now.get(mark)).stream())
                    .distinct()
                    .forEach(thing -> link(report, naming.item(), thing, 0));
        }
    }

    private ThingId newThing(ThingKind kind) {
        var id = ThingId.random();
        database.sql("INSERT INTO triage.thing (id, kind) VALUES (:id, :kind)")
                .param("id", id.value())
                .param("kind", kind.name())
                .update();
        return id;
    }

    // In the order of the marks, so that two reports with the same marks wait for each other instead of locking each
    // other out.
    private Map<Naming.Mark, ThingId> agree(Collection<Naming> namings, Map<Naming.Mark, ThingId> fresh) {
        database.sql("""
                        INSERT INTO triage.mark (mark, thing)
                        SELECT * FROM unnest(:marks::bytea[], :things::uuid[]) ON CONFLICT (mark) DO NOTHING
                        """)
                .param("marks", fresh.keySet().stream().map(Naming.Mark::bytes).toArray(byte[][]::new))
                .param("things", fresh.values().stream().map(ThingId::value).toArray(UUID[]::new))
                .update();
        var agreed = things(namings);
        var unused = new HashSet<>(fresh.values());
        unused.removeAll(new HashSet<>(agreed.values()));
        unused.forEach(thing -> database.sql("DELETE FROM triage.thing WHERE id = :id")
                .param("id", thing.value())
                .update());
        return agreed;
    }

    private Map<Naming.Mark, ThingId> things(Collection<Naming> namings) {
        var marks = namings.stream()
                .flatMap(naming -> naming.marks().stream())
                .distinct()
                .toList();
        var found = new HashMap<Naming.Mark, ThingId>();
        database.sql("SELECT mark, thing FROM triage.mark WHERE mark = ANY(:marks::bytea[])")
                .param("marks", marks.stream().map(Naming.Mark::bytes).toArray(byte[][]::new))
                .query((row, number) -> found.put(
                        new Naming.Mark(row.getBytes("mark")), new ThingId(row.getObject("thing", UUID.class))))
                .list();
        return found;
    }

    /** Links an item with one thing at a distance in bits. Joins the running transaction. */
    void link(ReportId report, ItemId item, ThingId thing, int distance) {
        database.sql("""
                        INSERT INTO triage.link (id, report, item, thing, distance, state, linked_at)
                        VALUES (:id, :report, :item, :thing, :distance, 'LINKED', :at)
                        ON CONFLICT (report, item, thing) DO NOTHING
                        """)
                .param("id", UUID.randomUUID())
                .param("report", report.value())
                .param("item", item.value())
                .param("thing", thing.value())
                .param("distance", distance)
                .param("at", QueueStore.utc(clock.instant().truncatedTo(ChronoUnit.DAYS)))
                .update();
    }

    /** The things of a report that others of the same desk name too, or that were unlinked. */
    public List<LinkView> of(Person viewer, ReportId report) {
        reports.find(viewer, report);
        return database
                .sql("""
                        SELECT l.thing, t.kind, min(l.distance) AS distance, bool_and(l.state = 'LINKED') AS linked,
                               max(l.reason) AS reason,
                               (SELECT count(DISTINCT o.report) FROM triage.link o JOIN triage.queue q ON q.report = o.report
                                WHERE o.thing = l.thing AND o.report <> :report AND o.state = 'LINKED' AND q.desk = :desk
                                  AND NOT report.walled(o.report, :viewer)) AS others
                        FROM triage.link l JOIN triage.thing t ON t.id = l.thing
                        WHERE l.report = :report GROUP BY l.thing, t.kind ORDER BY others DESC, t.kind
                        """)
                .param("report", report.value())
                .param("desk", viewer.desk().id().value())
                .param("viewer", Walls.viewer(viewer))
                .query((row, number) -> {
                    var thing = new ThingId(row.getObject("thing", UUID.class));
                    return new LinkView(
                            thing,
                            ThingKind.valueOf(row.getString("kind")),
                            row.getInt("distance"),
                            row.getBoolean("linked"),
                            Optional.ofNullable(row.getString("reason")),
                            row.getInt("others"),
                            List.of());
                })
                .list()
                .stream()
                .filter(view -> view.others() > 0 || view.reason().isPresent())
                .map(view -> new LinkView(
                        view.thing(),
                        view.kind(),
                        view.distance(),
                        view.linked(),
                        view.reason(),
                        view.others(),
                        siblings(viewer, report, view.thing())))
                .toList();
    }

    private List<LinkView.Sibling> siblings(Person viewer, ReportId report, ThingId thing) {
        return database.sql("""
                        SELECT DISTINCT q.report, q.reference, q.accepted_at
                        FROM triage.link o JOIN triage.queue q ON q.report = o.report
                        WHERE o.thing = :thing AND o.report <> :report AND o.state = 'LINKED' AND q.desk = :desk
                          AND NOT report.walled(o.report, :viewer)
                        ORDER BY q.accepted_at DESC LIMIT 20
                        """)
                .param("thing", thing.value())
                .param("report", report.value())
                .param("viewer", Walls.viewer(viewer))
                .param("desk", viewer.desk().id().value())
                .query((row, number) -> new LinkView.Sibling(
                        new ReportId(row.getObject("report", UUID.class)),
                        row.getString("reference"),
                        row.getTimestamp("accepted_at").toInstant()))
                .list();
    }

    /** Reports that a standing link joins with this one, for other modules. */
    public Set<ReportId> siblings(ReportId report) {
        return Set.copyOf(database.sql("""
                        SELECT DISTINCT o.report FROM triage.link l
                        JOIN triage.link o ON o.thing = l.thing AND o.report <> l.report AND o.state = 'LINKED'
                        WHERE l.report = :report AND l.state = 'LINKED' LIMIT 1000
                        """)
                .param("report", report.value())
                .query((row, number) -> new ReportId(row.getObject(1, UUID.class)))
                .list());
    }

    /** A person says that the report does not belong to the thing. */
    public void unlink(Person person, ReportId report, ThingId thing, String reason) {
        change(person, report, thing, reason, "LINKED", "UNLINKED");
    }

    /** A person puts an undone link back: everything is as it was. */
    public void relink(Person person, ReportId report, ThingId thing, String reason) {
        change(person, report, thing, reason, "UNLINKED", "LINKED");
    }

    private void change(Person person, ReportId report, ThingId thing, String reason, String from, String to) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
        if (reason.isBlank() || reason.length() > 300) {
            throw Refusal.because("reason-needed", "Changing a link needs a reason of at most 300 characters.");
        }
        reports.find(person, report);
        transaction.run(() -> {
            var changed = database.sql("""
                            UPDATE triage.link SET state = :to, reason = :reason, changed_by = :person, changed_at = :at
                            WHERE report = :report AND thing = :thing AND state = :from
                            """)
                    .param("to", to)
                    .param("from", from)
                    .param("reason", reason.strip())
                    .param("person", person.id().value())
                    .param("at", QueueStore.utc(clock.instant()))
                    .param("report", report.value())
                    .param("thing", thing.value())
                    .update();
            if (changed == 0) {
                throw Refusal.withStatus(409, "link-unchanged", "There is no such link in that state.");
            }
            audit.record(AuditEntry.of(
                    person.actor(),
                    to.equals("LINKED") ? "triage.linked" : "triage.unlinked",
                    "report:" + report,
                    Map.of("thing", thing.toString())));
        });
    }
}
