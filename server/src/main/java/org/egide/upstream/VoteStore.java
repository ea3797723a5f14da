package org.egide.upstream;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.ForeignEntries;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.SourceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox of votes. Every writing stands in the caller's transaction. */
@Component("upstream.votes.store")
final class VoteStore {
    /** Longer than sending can take. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final JdbcClient database;

    VoteStore(JdbcClient database) {
        this.database = database;
    }

    /** A stored vote. */
    record Cast(
            UUID id,
            SourceId source,
            EntryId entry,
            ForeignEntries.Mark mark,
            HashKind kind,
            boolean up,
            String cause,
            VoteState state,
            int attempts,
            String code,
            Instant created) {}

    /** Puts a vote in the outbox; one that waits there for the same says the new word from now on. */
    void add(
            SourceId source,
            EntryId entry,
            ForeignEntries.Mark mark,
            HashKind kind,
            boolean up,
            String cause,
            Instant at) {
        database.sql("""
                        INSERT INTO upstream.vote (id, source, entry, mark, kind, up, cause, state, next_attempt, created_at)
                        VALUES (:id, :source, :entry, :mark, :kind, :up, :cause, 'WAITING', :at, :at)
                        ON CONFLICT (source, mark, kind) WHERE state = 'WAITING'
                        DO UPDATE SET up = excluded.up, cause = excluded.cause, created_at = excluded.created_at
                        """)
                .param("id", UUID.randomUUID())
                .param("source", source.value())
                .param("entry", entry.value())
                .param("mark", mark.bytes())
                .param("kind", kind.name())
                .param("up", up)
                .param("cause", cause)
                .param("at", SourceStore.moment(at))
                .update();
    }

    /** Whether the same was said of it before, or waits to be said. */
    boolean said(SourceId source, ForeignEntries.Mark mark, HashKind kind, boolean up) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM upstream.vote
                        WHERE source = :source AND mark = :mark AND kind = :kind AND up = :up AND state <> 'MOOT')
                        """)
                .param("source", source.value())
                .param("mark", mark.bytes())
                .param("kind", kind.name())
                .param("up", up)
                .query(Boolean.class)
                .single();
    }

    /** What is due at sources that are being read; it is on its way from now on. */
    List<Cast> take(Instant now, int limit) {
        return database.sql("""
                        UPDATE upstream.vote SET state = 'SENDING', attempts = attempts + 1, next_attempt = :later
                        WHERE id IN (
                            SELECT v.id FROM upstream.vote v JOIN upstream.source s ON s.id = v.source
                            WHERE v.state = 'WAITING' AND v.next_attempt <= :now AND s.state = 'PULLING'
                            ORDER BY v.next_attempt LIMIT :limit FOR UPDATE OF v SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", SourceStore.moment(now))
                .param("later", SourceStore.moment(now.plus(LEASE)))
                .param("limit", limit)
                .query((row, number) -> cast(row))
                .list();
    }

    /** What was on its way when its process died. */
    int doubt(Instant now) {
        return database.sql("""
                        UPDATE upstream.vote SET state = 'UNCLEAR', code = 'interrupted'
                        WHERE state = 'SENDING' AND next_attempt <= :now
                        """).param("now", SourceStore.moment(now)).update();
    }

    /** How sending ended; false when it is not on its way any more. */
    boolean settle(UUID id, VoteState state, String code, Instant at) {
        return moved(id, state, code, at, "sent_at = CASE WHEN :state = 'SENT' THEN CAST(:at AS timestamptz) END");
    }

    /** Waits for its next attempt, unless a later vote waits already. */
    boolean putOff(UUID id, String code, Instant next) {
        var state = laterWaits(id) ? VoteState.MOOT : VoteState.WAITING;
        return moved(id, state, code, next, "next_attempt = CAST(:at AS timestamptz)");
    }

    private boolean moved(UUID id, VoteState state, String code, Instant at, String and) {
        var before = Arrays.stream(VoteState.values())
                .filter(from -> from.successors().contains(state))
                .map(VoteState::name)
                .toArray(String[]::new);
        return database.sql("UPDATE upstream.vote SET state = :state, code = :code, " + and
                                + " WHERE id = :id AND state = ANY(:before)")
                        .param("id", id)
                        .param("state", state.name())
                        .param("code", code)
                        .param("at", SourceStore.moment(at))
                        .param("before", before)
                        .update()
                == 1;
    }

    private boolean laterWaits(UUID id) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM upstream.vote v JOIN upstream.vote w
                            ON w.source = v.source AND w.mark = v.mark AND w.kind = v.kind AND w.state = 'WAITING' AND w.id <> v.id
                        WHERE v.id = :id)
                        """).param("id", id).query(Boolean.class).single();
    }

    /** Nothing more is said to a source that was ended. */
    void drop(SourceId source) {
        database.sql(
                        "UPDATE upstream.vote SET state = 'MOOT' WHERE source = :source AND state IN ('WAITING', 'UNCLEAR', 'REFUSED')")
                .param("source", source.value())
                .update();
    }

    /** The newest 100. */
    List<Cast> of(SourceId source) {
        return database.sql("SELECT * FROM upstream.vote WHERE source = :source ORDER BY created_at DESC, id LIMIT 100")
                .param("source", source.value())
                .query((row, number) -> cast(row))
                .list();
    }

    Optional<Cast> find(UUID id) {
        return database.sql("SELECT * FROM upstream.vote WHERE id = :id")
                .param("id", id)
                .query((row, number) -> cast(row))
                .optional();
    }

    private static Cast cast(ResultSet row) throws SQLException {
        return new Cast(
                row.getObject("id", UUID.class),
                new SourceId(row.getObject("source", UUID.class)),
                new EntryId(row.getObject("entry", UUID.class)),
                ForeignEntries.Mark.of(row.getBytes("mark")),
                HashKind.valueOf(row.getString("kind")),
                row.getBoolean("up"),
                row.getString("cause"),
                VoteState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("code"),
                row.getTimestamp("created_at").toInstant());
    }
}
