package org.egide.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The calls, written in the transaction that makes them due and taken by whoever sends. */
@Component
final class PageStore {
    /** Longer than an attempt can take, so that no second process makes the same call. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final JdbcClient database;

    PageStore(JdbcClient database) {
        this.database = database;
    }

    void add(Alarm alarm, int round, Rung rung, List<PersonId> people, Instant at) {
        if (people.isEmpty()) {
            return;
        }
        database.sql("""
                        INSERT INTO duty.page (id, alarm, round, rung, channel, person, state, made_at, next_attempt,
                            attempts, last_error)
                        SELECT gen_random_uuid(), :alarm, :round, :rung, 'MAIL', person, 'WAITING', :at, :at, 0, ''
                        FROM unnest(:people::uuid[]) AS person
                        ON CONFLICT (alarm, round, channel, person) DO NOTHING
                        """)
                .param("alarm", alarm.id().value())
                .param("round", round)
                .param("rung", rung.name())
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("at", Moments.of(at))
                .update();
    }

    void addPager(Alarm alarm, int round, Rung rung, Instant at) {
        database.sql("""
                        INSERT INTO duty.page (id, alarm, round, rung, channel, state, made_at, next_attempt,
                            attempts, last_error)
                        VALUES (gen_random_uuid(), :alarm, :round, :rung, 'PAGER', 'WAITING', :at, :at, 0, '')
                        ON CONFLICT (alarm, round, channel, person) DO NOTHING
                        """)
                .param("alarm", alarm.id().value())
                .param("round", round)
                .param("rung", rung.name())
                .param("at", Moments.of(at))
                .update();
    }

    List<Page> take(Instant now, int limit) {
        return database.sql("""
                        UPDATE duty.page SET next_attempt = :later, attempts = attempts + 1
                        WHERE id IN (SELECT id FROM duty.page WHERE state = 'WAITING' AND next_attempt <= :now
                            ORDER BY next_attempt LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", Moments.of(now))
                .param("later", Moments.of(now.plus(LEASE)))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    void sent(Page page, Instant at) {
        database.sql("UPDATE duty.page SET state = 'SENT', sent_at = :at, last_error = '' WHERE id = :id")
                .param("id", page.id())
                .param("at", Moments.of(at))
                .update();
    }

    void failed(Page page, String error, Page.State state) {
        database.sql("UPDATE duty.page SET state = :state, last_error = :error WHERE id = :id AND state = 'WAITING'")
                .param("id", page.id())
                .param("state", state.name())
                .param("error", error)
                .update();
    }

    /** What was not sent yet need not be any more. */
    void drop(AlarmId alarm) {
        database.sql("UPDATE duty.page SET state = 'DROPPED' WHERE alarm = :alarm AND state = 'WAITING'")
                .param("alarm", alarm.value())
                .update();
    }

    /** The calls of an alarm, oldest first, at most the last fifty. */
    List<Page> of(AlarmId alarm) {
        return database.sql(
                        "SELECT * FROM duty.page WHERE alarm = :alarm ORDER BY made_at DESC, channel, person LIMIT 50")
                .param("alarm", alarm.value())
                .query((row, number) -> read(row))
                .list()
                .reversed();
    }

    private static Page read(ResultSet row) throws SQLException {
        return new Page(
                row.getObject("id", UUID.class),
                new AlarmId(row.getObject("alarm", UUID.class)),
                row.getInt("round"),
                Rung.valueOf(row.getString("rung")),
                Page.Channel.valueOf(row.getString("channel")),
                Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                Page.State.valueOf(row.getString("state")),
                Moments.read(row, "made_at"),
                row.getInt("attempts"),
                row.getString("last_error"),
                Moments.maybe(row, "sent_at"));
    }
}
