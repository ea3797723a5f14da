package org.egide.removal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.egide.platform.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices, written in the transaction that causes them and taken by whoever sends. */
@Component
final class Outbox {
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final JdbcClient database;

    Outbox(JdbcClient database) {
        this.database = database;
    }

    /** Puts a notice in the outbox; one of the same kind and round that is there already stays as it is. */
    boolean add(Copy copy, Notice.Kind kind, String recipient, Language language, Instant at) {
        return database.sql("""
                                INSERT INTO removal.notice (id, copy, round, kind, state, recipient, language, next_attempt, created_at)
                                VALUES (:id, :copy, :round, :kind, 'WAITING', :recipient, :language, :at, :at)
                                ON CONFLICT (copy, round, kind) DO NOTHING
                                """)
                        .param("id", UUID.randomUUID())
                        .param("copy", copy.id().value())
                        .param("round", copy.round())
                        .param("kind", kind.name())
                        .param("recipient", recipient)
                        .param("language", language.code())
                        .param("at", Moments.of(at))
                        .update()
                == 1;
    }

    /**
     * What is due, leased for ten minutes: longer than an attempt can take, so that no second process sends it too. A copy is
     * looked at once before its host is told, so that the later looks have something to compare with.
     */
    List<Notice> take(Instant now, int limit) {
        return database.sql("""
                        UPDATE removal.notice SET next_attempt = :later, attempts = attempts + 1
                        WHERE id IN (
                            SELECT n.id FROM removal.notice n JOIN removal.copy c ON c.id = n.copy
                            WHERE n.state = 'WAITING' AND n.next_attempt <= :now AND c.checks > 0
                                AND c.state NOT IN ('GONE', 'ABSENT_ONCE')
                            ORDER BY n.next_attempt LIMIT :limit FOR UPDATE OF n SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", Moments.of(now))
                .param("later", Moments.of(now.plus(LEASE)))
                .param("limit", limit)
                .query((row, number) -> notice(row))
                .list();
    }

    /** Marks a waiting notice as sent; false when somebody else did. */
    boolean markSent(Notice notice, Instant at) {
        return database.sql("""
                                UPDATE removal.notice SET state = 'SENT', sent_at = :at, last_error = ''
                                WHERE id = :id AND state <> 'SENT'
                                """)
                        .param("id", notice.id())
                        .param("at", Moments.of(at))
                        .update()
                == 1;
    }

    void putOff(Notice notice, String error, Instant next) {
        database.sql("""
                        UPDATE removal.notice SET last_error = :error, next_attempt = :next WHERE id = :id AND state = 'WAITING'
                        """)
                .param("id", notice.id())
                .param("error", error)
                .param("next", Moments.of(next))
                .update();
    }

    void withdraw(CopyId copy) {
        database.sql("UPDATE removal.notice SET state = 'WITHDRAWN' WHERE copy = :copy AND state = 'WAITING'")
                .param("copy", copy.value())
                .update();
    }

    List<Notice> of(CopyId copy) {
        return database.sql("SELECT * FROM removal.notice WHERE copy = :copy ORDER BY created_at, kind")
                .param("copy", copy.value())
                .query((row, number) -> notice(row))
                .list();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                new CopyId(row.getObject("copy", UUID.class)),
                row.getInt("round"),
                Notice.Kind.valueOf(row.getString("kind")),
                Notice.State.valueOf(row.getString("state")),
                row.getString("recipient"),
                Language.of(row.getString("language")).orElse(Language.EN),
                row.getInt("attempts"),
                row.getString("last_error"),
                Moments.read(row, "next_attempt").orElseThrow(),
                Moments.read(row, "sent_at"));
    }
}
