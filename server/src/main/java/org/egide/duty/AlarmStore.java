package org.egide.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.report.Walls;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of alarms. */
@Component
final class AlarmStore {
    private static final int SHOWN = 100;

    private final JdbcClient database;

    AlarmStore(JdbcClient database) {
        this.database = database;
    }

    /** False when one of the same cause is open for the same thing. */
    boolean insert(Alarm alarm) {
        return database.sql("""
                        INSERT INTO duty.alarm (id, kind, subject, desk, cause, raised_at, round, next_at)
                        VALUES (:id, :kind, :subject, :desk, :cause, :at, 0, :next)
                        ON CONFLICT (kind, subject, cause) WHERE owned_at IS NULL DO NOTHING
                        """)
                        .param("id", alarm.id().value())
                        .param("kind", alarm.about().name())
                        .param("subject", alarm.subject())
                        .param("desk", alarm.desk().value())
                        .param("cause", alarm.cause().name())
                        .param("at", Moments.of(alarm.raised()))
                        .param(
                                "next",
                                alarm.cause().calls() ? Moments.of(alarm.raised()) : null,
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    boolean everRaised(Alarm.About about, UUID subject, Cause cause) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM duty.alarm
                            WHERE kind = :kind AND subject = :subject AND cause = :cause)
                        """)
                .param("kind", about.name())
                .param("subject", subject)
                .param("cause", cause.name())
                .query(Boolean.class)
                .single();
    }

    /** Alarms whose next call is due, held until the transaction ends. */
    List<Alarm> due(Instant now, int limit) {
        return database.sql("""
                        SELECT * FROM duty.alarm WHERE owned_at IS NULL AND next_at <= :now
                        ORDER BY next_at LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("now", Moments.of(now))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    void climbed(AlarmId alarm, Rung rung, Instant next) {
        database.sql("UPDATE duty.alarm SET rung = :rung, round = round + 1, next_at = :next WHERE id = :id")
                .param("id", alarm.value())
                .param("rung", rung.name())
                .param("next", Moments.of(next))
                .update();
    }

    /** The next rung is due at once, unless everybody is called already. */
    void hasten(AlarmId alarm, int round, Instant now) {
        database.sql("""
                        UPDATE duty.alarm SET next_at = :now
                        WHERE id = :id AND round = :round AND rung <> 'ALL' AND owned_at IS NULL
                        """)
                .param("id", alarm.value())
                .param("round", round)
                .param("now", Moments.of(now))
                .update();
    }

    Optional<Alarm> lock(AlarmId id) {
        return database.sql("SELECT * FROM duty.alarm WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, number) -> read(row))
                .optional();
    }

    List<Alarm> lockOpen(Alarm.About about, UUID subject) {
        return database.sql("""
                        SELECT * FROM duty.alarm WHERE kind = :kind AND subject = :subject AND owned_at IS NULL FOR UPDATE
                        """)
                .param("kind", about.name())
                .param("subject", subject)
                .query((row, number) -> read(row))
                .list();
    }

    void own(AlarmId alarm, PersonId owner, Instant at) {
        database.sql("UPDATE duty.alarm SET owner = :owner, owned_at = :at, next_at = NULL WHERE id = :id")
                .param("id", alarm.value())
                .param("owner", owner.value())
                .param("at", Moments.of(at))
                .update();
    }

    /** Of an alarm about something that was told, the hour stays once somebody answers for it or after that time (S2). */
    int forget(Instant old) {
        return database.sql("""
                        UPDATE duty.alarm SET raised_at = date_trunc('hour', raised_at)
                        WHERE kind <> 'DESK' AND (owned_at IS NOT NULL OR raised_at <= :old)
                          AND raised_at <> date_trunc('hour', raised_at)
                        """).param("old", Moments.of(old)).update();
    }

    /** Open alarms of a desk, danger first, then the oldest; of every desk where none is named. Nothing behind a wall (R11). */
    List<Alarm> open(Person viewer, Optional<DeskId> desk) {
        return open(desk, Walls.viewer(viewer));
    }

    /** All of them, for a part of the system. */
    List<Alarm> open(Optional<DeskId> desk) {
        return open(desk, new UUID[0]);
    }

    private List<Alarm> open(Optional<DeskId> desk, UUID[] viewer) {
        return database.sql("""
                        SELECT * FROM duty.alarm WHERE owned_at IS NULL AND (:desk::uuid IS NULL OR desk = :desk::uuid)
                          AND NOT (kind = 'REPORT' AND report.walled(subject, :viewer))
                        ORDER BY cause <> 'DANGER', raised_at LIMIT :limit
                        """)
                .param("desk", desk.map(DeskId::toString).orElse(null), Types.VARCHAR)
                .param("viewer", viewer)
                .param("limit", SHOWN)
                .query((row, number) -> read(row))
                .list();
    }

    /** Alarms that somebody took since then, newest first. Nothing behind a wall (R11). */
    List<Alarm> owned(Person viewer, Optional<DeskId> desk, Instant since) {
        return owned(desk, since, Walls.viewer(viewer));
    }

    /** All of them, for a part of the system. */
    List<Alarm> owned(Optional<DeskId> desk, Instant since) {
        return owned(desk, since, new UUID[0]);
    }

    private List<Alarm> owned(Optional<DeskId> desk, Instant since, UUID[] viewer) {
        return database.sql("""
                        SELECT * FROM duty.alarm WHERE owned_at >= :since AND (:desk::uuid IS NULL OR desk = :desk::uuid)
                          AND NOT (kind = 'REPORT' AND report.walled(subject, :viewer))
                        ORDER BY owned_at DESC LIMIT :limit
                        """)
                .param("desk", desk.map(DeskId::toString).orElse(null), Types.VARCHAR)
                .param("since", Moments.of(since))
                .param("viewer", viewer)
                .param("limit", SHOWN)
                .query((row, number) -> read(row))
                .list();
    }

    private static Alarm read(ResultSet row) throws SQLException {
        return new Alarm(
                new AlarmId(row.getObject("id", UUID.class)),
                Alarm.About.valueOf(row.getString("kind")),
                row.getObject("subject", UUID.class),
                new DeskId(row.getObject("desk", UUID.class)),
                Cause.valueOf(row.getString("cause")),
                Moments.read(row, "raised_at"),
                Optional.ofNullable(row.getString("rung")).map(Rung::valueOf),
                row.getInt("round"),
                Optional.ofNullable(row.getObject("owner", UUID.class)).map(PersonId::new),
                Moments.maybe(row, "owned_at"));
    }
}
