package org.egide.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The organisations of this node that own reports. */
@Component
public final class Desks {
    private static final long FIRST_DESK_LOCK = 0x4567_6964_6501L;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;
    private volatile Optional<Desk> receiving = Optional.empty();

    Desks(JdbcClient database, Transaction transaction, Audit audit, Settings settings, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    public Optional<Desk> find(DeskId id) {
        return database.sql("SELECT * FROM staff.desk WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional();
    }

    /** All desks of that kind, oldest first. */
    public List<Desk> ofKind(DeskKind kind) {
        return database.sql("SELECT * FROM staff.desk WHERE kind = :kind ORDER BY made, id")
                .param("kind", kind.name())
                .query((row, number) -> read(row))
                .list();
    }

    /** All desks, oldest first. */
    List<Desk> all() {
        return database.sql("SELECT * FROM staff.desk ORDER BY made, id")
                .query((row, number) -> read(row))
                .list();
    }

    /** The hotline desk that receives reports: the oldest one; on a new node it is made, with the node's name. */
    public Desk receiving() {
        // The oldest desk stays the oldest; every report asks for it.
        return receiving.orElseGet(() -> {
            var oldest = ofKind(DeskKind.HOTLINE).stream().findFirst().orElseGet(this::first);
            receiving = Optional.of(oldest);
            return oldest;
        });
    }

    /** The same, where there is one; nothing is made. */
    public Optional<Desk> receivingNow() {
        var hotlines = ofKind(DeskKind.HOTLINE);
        return receiving.filter(hotlines::contains).or(() -> hotlines.stream().findFirst());
    }

    private Desk first() {
        return transaction.in(() -> {
            // Two processes that start together must not make two.
            database.sql("SELECT pg_advisory_xact_lock(:key)::text")
                    .param("key", FIRST_DESK_LOCK)
                    .query(String.class)
                    .single();
            return ofKind(DeskKind.HOTLINE).stream()
                    .findFirst()
                    .orElseGet(() -> create(DeskKind.HOTLINE, settings.text(Setting.NODE_NAME)));
        });
    }

    /** A new desk. */
    public Desk create(DeskKind kind, String name) {
        var desk = new Desk(new DeskId(UUID.randomUUID()), kind, name.strip());
        transaction.run(() -> {
            database.sql("INSERT INTO staff.desk (id, kind, name, made) VALUES (:id, :kind, :name, :made)")
                    .param("id", desk.id().value())
                    .param("kind", kind.name())
                    .param("name", desk.name())
                    .param("made", Times.of(clock.instant()))
                    .update();
            audit.record(AuditEntry.of(
                    Actor.system("staff"), "staff.desk-created", "desk:" + desk.id(), Map.of("kind", kind.name())));
        });
        return desk;
    }

    private static Desk read(ResultSet row) throws SQLException {
        return new Desk(
                new DeskId(row.getObject("id", UUID.class)),
                DeskKind.valueOf(row.getString("kind")),
                row.getString("name"));
    }
}
