package org.egide.upstream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SourceId;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the sources and how far they were read. Every writing stands in the caller's transaction. */
@Component("upstream.sources.store")
final class SourceStore {
    /** Longer than a page can take, so that no second process reads the same. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final JdbcClient database;

    SourceStore(JdbcClient database) {
        this.database = database;
    }

    /** Stores a new one; false when the desk has one of that name. */
    boolean add(Source source) {
        return database.sql("""
                                INSERT INTO upstream.source
                                    (id, desk, list, name, form, base, login, every, state, checkpoint, position, reach, next_at)
                                VALUES (:id, :desk, :list, :name, :form, :base, :login, :every, :state, :begin, :begin, :reach, :next)
                                ON CONFLICT (desk, name) DO NOTHING
                                """)
                        .param("id", source.id().value())
                        .param("desk", source.desk().value())
                        .param("list", source.list().value())
                        .param("name", source.name())
                        .param("form", source.form().name())
                        .param("base", source.base().toString())
                        .param("login", source.login())
                        .param("every", (int) source.every().toMinutes())
                        .param("state", source.state().name())
                        .param("begin", source.cursor().checkpoint())
                        .param("reach", source.cursor().reach())
                        .param("next", moment(source.nextAt()))
                        .update()
                == 1;
    }

    /** One that is due, leased: a process that dies gives it back by the end of the lease. */
    Optional<Source> take(Instant now) {
        return database.sql("""
                        UPDATE upstream.source SET next_at = :later
                        WHERE id = (
                            SELECT id FROM upstream.source WHERE state = 'PULLING' AND next_at <= :now
                            ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", moment(now))
                .param("later", moment(now.plus(LEASE)))
                .query((row, number) -> source(row))
                .optional();
    }

    /** The same row, held to the end of the transaction. */
    Optional<Source> locked(SourceId id) {
        return database.sql("SELECT * FROM upstream.source WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, number) -> source(row))
                .optional();
    }

    Optional<Source> find(SourceId id) {
        return database.sql("SELECT * FROM upstream.source WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> source(row))
                .optional();
    }

    Optional<Source> ofDesk(Person person, SourceId id) {
        return find(id).filter(source -> source.desk().equals(person.desk().id()));
    }

    List<Source> ofDesk(Person person) {
        return database.sql("SELECT * FROM upstream.source WHERE desk = :desk ORDER BY name")
                .param("desk", person.desk().id().value())
                .query((row, number) -> source(row))
                .list();
    }

    /** A page came in. */
    void advance(Source source, Cursor cursor, Instant now, Instant next) {
        database.sql("""
                        UPDATE upstream.source
                        SET step = step + 1, checkpoint = :checkpoint, position = :position, reach = :reach, round_to = :round,
                            range_to = :range, token = :token, token_at = :token_at, pages = :pages, empty = :empty,
                            next_at = :next, tries = 0, fault = NULL, fault_at = NULL,
                            pulled_at = CASE WHEN CAST(:round AS bigint) IS NULL THEN CAST(:now AS timestamptz) ELSE pulled_at END
                        WHERE id = :id
                        """)
                .param("id", source.id().value())
                .param("checkpoint", cursor.checkpoint())
                .param("position", cursor.position())
                .param("reach", cursor.reach())
                .param("round", or(cursor.roundTo()))
                .param("range", or(cursor.rangeTo()))
                .param("token", or(cursor.token()))
                .param("token_at", or(cursor.tokenAt().map(SourceStore::moment)))
                .param("pages", cursor.pages())
                .param("empty", cursor.empty())
                .param("now", moment(now))
                .param("next", moment(next))
                .update();
    }

    /** Nothing came in; the range being read is begun anew where that is said. */
    void fail(Source source, Fault fault, boolean anew, Instant now) {
        database.sql("""
                        UPDATE upstream.source
                        SET tries = tries + 1, fault = :fault, fault_at = :now, next_at = :next, step = step + 1,
                            range_to = CASE WHEN :anew THEN NULL ELSE range_to END,
                            token = CASE WHEN :anew THEN NULL ELSE token END,
                            token_at = CASE WHEN :anew THEN NULL ELSE token_at END,
                            pages = CASE WHEN :anew THEN 0 ELSE pages END,
                            empty = CASE WHEN :anew THEN 0 ELSE empty END
                        WHERE id = :id
                        """)
                .param("id", source.id().value())
                .param("fault", fault.name())
                .param("anew", anew)
                .param("now", moment(now))
                .param("next", moment(now.plus(fault.pause(source.tries() + 1))))
                .update();
    }

    void state(SourceId id, SourceState state, Instant next) {
        database.sql("UPDATE upstream.source SET state = :state, next_at = :next, tries = 0 WHERE id = :id")
                .param("id", id.value())
                .param("state", state.name())
                .param("next", moment(next))
                .update();
    }

    void login(SourceId id, byte[] sealed, Instant next) {
        database.sql("UPDATE upstream.source SET login = :login, next_at = :next, tries = 0 WHERE id = :id")
                .param("id", id.value())
                .param("login", sealed)
                .param("next", moment(next))
                .update();
    }

    /** Remembers a page of the range being read; false when it was read in it before. */
    boolean see(SourceId id, String token) {
        return database.sql("""
                                INSERT INTO upstream.page_seen (source, token) VALUES (:source, :token) ON CONFLICT DO NOTHING
                                """)
                        .param("source", id.value())
                        .param("token", digest(token))
                        .update()
                == 1;
    }

    void forgetPages(SourceId id) {
        database.sql("DELETE FROM upstream.page_seen WHERE source = :source")
                .param("source", id.value())
                .update();
    }

    void count(SourceId id, Counts counts) {
        counts.numbers()
                .forEach((what, number) -> database.sql("""
                        INSERT INTO upstream.tally AS t (source, what, number) VALUES (:source, :what, :number)
                        ON CONFLICT (source, what) DO UPDATE SET number = t.number + excluded.number
                        """)
                        .param("source", id.value())
                        .param("what", what.name())
                        .param("number", number)
                        .update());
    }

    Map<What, Long> counted(SourceId id) {
        var found = new EnumMap<What, Long>(What.class);
        database.sql("SELECT what, number FROM upstream.tally WHERE source = :source")
                .param("source", id.value())
                .query(row -> {
                    found.put(What.valueOf(row.getString("what")), row.getLong("number"));
                });
        return found;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static <T> @Nullable T or(Optional<T> value) {
        return value.orElse(null);
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                new SourceId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk", UUID.class)),
                new ListId(row.getObject("list", UUID.class)),
                row.getString("name"),
                Form.valueOf(row.getString("form")),
                java.net.URI.create(row.getString("base")),
                row.getBytes("login"),
                Duration.ofMinutes(row.getInt("every")),
                SourceState.valueOf(row.getString("state")),
                row.getLong("step"),
                new Cursor(
                        row.getLong("checkpoint"),
                        row.getLong("position"),
                        row.getLong("reach"),
                        number(row, "round_to"),
                        number(row, "range_to"),
                        Optional.ofNullable(row.getString("token")),
                        moment(row, "token_at"),
                        row.getInt("pages"),
                        row.getInt("empty")),
                row.getTimestamp("next_at").toInstant(),
                row.getInt("tries"),
                Optional.ofNullable(row.getString("fault")).map(Fault::valueOf),
                moment(row, "fault_at"),
                moment(row, "pulled_at"));
    }
}
