package org.egide.removal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.report.ReportItem;
import org.egide.report.Walls;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of copies. {@link #move} is the only way from one state to another: it refuses, and it writes the audit row. */
@Component
final class CopyStore {
    private final JdbcClient database;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;

    CopyStore(JdbcClient database, Seals seals, Opener opener, Audit audit) {
        this.database = database;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
    }

    /** A new copy of that item, or nothing when the item has one already. */
    Optional<CopyId> insert(ReportItem item, DeskId desk, String profile, Instant at, Instant escalateAt) {
        var id = CopyId.random();
        var location = Location.of(item.value());
        var rows = database.sql("""
                        INSERT INTO removal.copy (id, report, item, desk, state, address, host, profile, found_at, escalate_at,
                            next_check)
                        VALUES (:id, :report, :item, :desk, 'FOUND', :address, :host, :profile, :at, :escalateAt, :at)
                        ON CONFLICT (item) DO NOTHING
                        """)
                .param("id", id.value())
                .param("report", item.report().value())
                .param("item", item.id().value())
                .param("desk", desk.value())
                .param("address", seals.sealNew(Purpose.ITEM, place(id, "address"), bytes(item.value())))
                .param("host", location.host())
                .param("profile", profile)
                .param("at", Moments.of(at))
                .param("escalateAt", Moments.of(escalateAt))
                .update();
        return rows == 0 ? Optional.empty() : Optional.of(id);
    }

    /** The copy, held until the end of the transaction. */
    Copy lock(CopyId id) {
        return database.sql("SELECT * FROM removal.copy WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, number) -> copy(row))
                .single();
    }

    Optional<Copy> find(CopyId id) {
        return database.sql("SELECT * FROM removal.copy WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> copy(row))
                .optional();
    }

    List<Copy> ofReport(ReportId report) {
        return database.sql("SELECT * FROM removal.copy WHERE report = :report ORDER BY found_at, id")
                .param("report", report.value())
                .query((row, number) -> copy(row))
                .list();
    }

    /** The ledger of a desk: what is up first, the oldest clock first; then what is gone, newest first. */
    List<Copy> ofDesk(Person viewer, int limit) {
        return database.sql("""
                        SELECT * FROM removal.copy WHERE desk = :desk AND NOT report.walled(report, :viewer)
                        ORDER BY state = 'GONE', CASE WHEN state = 'GONE' THEN NULL ELSE coalesce(noticed_at, found_at) END,
                            gone_at DESC, id
                        LIMIT :limit
                        """)
                .param("desk", viewer.desk().id().value())
                .param("viewer", Walls.viewer(viewer))
                .param("limit", limit)
                .query((row, number) -> copy(row))
                .list();
    }

    /** Copies at that host of which no host has been told in this round. */
    List<CopyId> untold(DeskId desk, String host) {
        return database.sql("""
                        SELECT c.id FROM removal.copy c
                        WHERE c.desk = :desk AND c.host = :host AND c.state IN ('FOUND', 'REAPPEARED', 'ESCALATED')
                            AND NOT EXISTS (SELECT 1 FROM removal.notice n WHERE n.copy = c.id AND n.round = c.round)
                        ORDER BY c.id
                        """)
                .param("desk", desk.value())
                .param("host", host)
                .query((row, number) -> new CopyId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Copies whose re-check is due; each is put off at once so that a second process leaves it alone. */
    List<Copy> takeForCheck(Instant now, Duration putOff, int limit) {
        return database.sql("""
                        UPDATE removal.copy SET next_check = :later
                        WHERE id IN (SELECT id FROM removal.copy WHERE next_check <= :now
                            ORDER BY next_check LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", Moments.of(now))
                .param("later", Moments.of(now.plus(putOff)))
                .param("limit", limit)
                .query((row, number) -> copy(row))
                .list();
    }

    List<CopyId> dueReminders(Instant now) {
        return ids(
                "SELECT id FROM removal.copy WHERE remind_at <= :now AND state = 'NOTICED' ORDER BY remind_at LIMIT 200",
                now);
    }

    List<CopyId> dueEscalations(Instant now) {
        return ids(
                "SELECT id FROM removal.copy WHERE escalate_at <= :now AND state <> 'GONE' ORDER BY escalate_at LIMIT 200",
                now);
    }

    private List<CopyId> ids(String sql, Instant now) {
        return database.sql(sql)
                .param("now", Moments.of(now))
                .query((row, number) -> new CopyId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Moves a locked copy and returns it as it is then. */
    Copy move(Copy copy, CopyState next, Actor actor, String reason, Instant at) {
        if (!copy.state().mayBecome(next)) {
            throw org.egide.platform.Refusal.withStatus(
                    409, "wrong-state", "This copy has moved on; look at it again.");
        }
        database.sql("UPDATE removal.copy SET state = :next, before = :before WHERE id = :id")
                .param("id", copy.id().value())
                .param("next", next.name())
                .param("before", copy.state().name())
                .update();
        database.sql("""
                        INSERT INTO removal.move (copy, at, before, after, actor, reason)
                        VALUES (:copy, :at, :before, :after, :actor, :reason)
                        """)
                .param("copy", copy.id().value())
                .param("at", Moments.of(at))
                .param("before", copy.state().name())
                .param("after", next.name())
                .param("actor", actor.kind() + ":" + actor.id())
                .param("reason", reason)
                .update();
        audit.record(AuditEntry.of(
                actor,
                "removal.moved",
                "report:" + copy.report(),
                Map.of(
                        "copy", copy.id().toString(),
                        "from", copy.state().name(),
                        "to", next.name(),
                        "reason", reason)));
        return lock(copy.id());
    }

    void keepCheck(CopyId id, Verdict verdict, String code, Instant at, Instant next) {
        database.sql("INSERT INTO removal.check_made (copy, at, verdict, code) VALUES (:copy, :at, :verdict, :code)")
                .param("copy", id.value())
                .param("at", Moments.of(at))
                .param("verdict", verdict.name())
                .param("code", code)
                .update();
        database.sql("""
                        UPDATE removal.copy SET checks = checks + 1, last_check = :at, last_verdict = :verdict, next_check = :next
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("at", Moments.of(at))
                .param("verdict", code.isEmpty() ? verdict.name() : verdict.name() + " " + code)
                .param("next", Moments.of(next))
                .update();
    }

    void checkAt(CopyId id, Instant next) {
        database.sql("UPDATE removal.copy SET next_check = least(next_check, :next) WHERE id = :id")
                .param("id", id.value())
                .param("next", Moments.of(next))
                .update();
    }

    void keepLooks(CopyId id, Looks looks) {
        database.sql("UPDATE removal.copy SET looks = :looks WHERE id = :id AND looks IS NULL")
                .param("id", id.value())
                .param("looks", seals.sealNew(Purpose.ITEM, place(id, "looks"), bytes(looks.text())))
                .update();
    }

    void beginClock(CopyId id, Instant noticed, Instant remindAt, Instant escalateAt) {
        database.sql("""
                        UPDATE removal.copy SET noticed_at = :noticed, remind_at = :remindAt,
                            escalate_at = CASE WHEN escalated_at IS NULL THEN :escalateAt::timestamptz END
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("noticed", Moments.of(noticed))
                .param("remindAt", Moments.of(remindAt))
                .param("escalateAt", Moments.of(escalateAt))
                .update();
    }

    void stopClock(CopyId id, Instant gone) {
        database.sql("UPDATE removal.copy SET gone_at = :gone, remind_at = NULL, escalate_at = NULL WHERE id = :id")
                .param("id", id.value())
                .param("gone", Moments.of(gone))
                .update();
    }

    void beginAgain(CopyId id, Instant escalateAt) {
        database.sql("""
                        UPDATE removal.copy SET round = round + 1, noticed_at = NULL, remind_at = NULL, gone_at = NULL,
                            escalated_at = NULL, owner = NULL, escalate_at = :escalateAt WHERE id = :id
                        """)
                .param("id", id.value())
                .param("escalateAt", Moments.of(escalateAt))
                .update();
    }

    void remindedOnce(CopyId id) {
        database.sql("UPDATE removal.copy SET remind_at = NULL WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    void own(CopyId id, Optional<PersonId> owner, Instant at) {
        database.sql("UPDATE removal.copy SET owner = :owner, escalated_at = :at, escalate_at = NULL WHERE id = :id")
                .param("id", id.value())
                .param("owner", owner.map(PersonId::value).orElse(null), java.sql.Types.OTHER)
                .param("at", Moments.of(at))
                .update();
    }

    void correctBefore(CopyId id, CopyState before) {
        database.sql("UPDATE removal.copy SET before = :before WHERE id = :id")
                .param("id", id.value())
                .param("before", before.name())
                .update();
    }

    /** How many open copies a person has. */
    long load(PersonId person) {
        return database.sql("SELECT count(*) FROM removal.copy WHERE owner = :owner AND state <> 'GONE'")
                .param("owner", person.value())
                .query(Long.class)
                .single();
    }

    /** The address in the words of the report; whoever shows it to a person audits it. */
    String address(Copy copy) {
        return opener.openText(place(copy.id(), "address"), copy.address());
    }

    Optional<Looks> looks(Copy copy) {
        return copy.looks().map(stored -> Looks.parse(opener.openText(place(copy.id(), "looks"), stored)));
    }

    private static Place place(CopyId id, String field) {
        return new Place("removal.copy", id.toString(), field);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Copy copy(ResultSet row) throws SQLException {
        return new Copy(
                new CopyId(row.getObject("id", UUID.class)),
                new ReportId(row.getObject("report", UUID.class)),
                new ItemId(row.getObject("item", UUID.class)),
                new DeskId(row.getObject("desk", UUID.class)),
                CopyState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("before")).map(CopyState::valueOf),
                row.getInt("round"),
                row.getBytes("address"),
                Optional.ofNullable(row.getBytes("looks")),
                row.getString("host"),
                row.getString("profile"),
                new Copy.Times(
                        Moments.read(row, "found_at").orElseThrow(),
                        Moments.read(row, "noticed_at"),
                        Moments.read(row, "escalate_at"),
                        Moments.read(row, "gone_at"),
                        Moments.read(row, "last_check"),
                        Moments.read(row, "next_check")),
                row.getInt("checks"),
                row.getString("last_verdict"),
                Optional.ofNullable(row.getObject("owner", UUID.class)).map(PersonId::new));
    }
}
