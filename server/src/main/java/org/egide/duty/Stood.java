package org.egide.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.egide.staff.DeskId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How desks stood, as spans that are written on while they last: the ground of the measured availability (R54.3). */
@Component
final class Stood {
    /** A longer silence means that nobody looked: the server was away, and so was the desk. */
    static final Duration SILENCE = Duration.ofMinutes(3);

    /** A span that lasts is written on at most so often. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final JdbcClient database;

    Stood(JdbcClient database) {
        this.database = database;
    }

    /** What a desk is in now, since when, and whether somebody was told. */
    record Span(Standing.State state, Instant started, Instant seen, Optional<Instant> alarmed) {}

    private Optional<Span> last(DeskId desk) {
        return database.sql("""
                        SELECT * FROM duty.stood WHERE desk = :desk ORDER BY started DESC LIMIT 1 FOR UPDATE
                        """)
                .param("desk", desk.value())
                .query((row, number) -> new Span(
                        Standing.State.valueOf(row.getString("state")),
                        Moments.read(row, "started"),
                        Moments.read(row, "seen"),
                        Moments.maybe(row, "alarmed")))
                .optional();
    }

    /** Writes down how the desk stands and returns the span that this belongs to. Joins the running transaction. */
    Span see(DeskId desk, Standing.State state, Instant now) {
        var last = last(desk);
        if (last.isEmpty() || last.get().seen().plus(SILENCE).isBefore(now)) {
            return begin(desk, state, now);
        }
        var span = last.get();
        if (span.state() != state) {
            write(desk, span, now);
            return begin(desk, state, now);
        }
        if (span.seen().plus(GRAIN).compareTo(now) <= 0) {
            write(desk, span, now);
        }
        return span;
    }

    private Span begin(DeskId desk, Standing.State state, Instant now) {
        database.sql("""
                        INSERT INTO duty.stood (desk, started, seen, state) VALUES (:desk, :now, :now, :state)
                        ON CONFLICT (desk, started) DO UPDATE SET state = excluded.state
                        """)
                .param("desk", desk.value())
                .param("now", Moments.of(now))
                .param("state", state.name())
                .update();
        return new Span(state, now, now, Optional.empty());
    }

    private void write(DeskId desk, Span span, Instant now) {
        database.sql("UPDATE duty.stood SET seen = :now WHERE desk = :desk AND started = :started AND seen < :now")
                .param("desk", desk.value())
                .param("started", Moments.of(span.started()))
                .param("now", Moments.of(now))
                .update();
    }

    void alarmed(DeskId desk, Span span, Instant now) {
        database.sql("UPDATE duty.stood SET alarmed = :now WHERE desk = :desk AND started = :started")
                .param("desk", desk.value())
                .param("started", Moments.of(span.started()))
                .param("now", Moments.of(now))
                .update();
    }

    /** The share of the time since then, or since the desk was first looked at, in which it was open; empty for a desk never seen. */
    OptionalDouble open(DeskId desk, Instant since, Instant now) {
        return database.sql("""
                        SELECT extract(epoch FROM :now - greatest(min(started), :since)) AS whole,
                            coalesce(sum(extract(epoch FROM least(seen, :now) - greatest(started, :since)))
                                FILTER (WHERE state = 'OPEN' AND seen > :since), 0) AS open
                        FROM duty.stood WHERE desk = :desk
                        """)
                .param("desk", desk.value())
                .param("since", Moments.of(since))
                .param("now", Moments.of(now))
                .query((row, number) -> row.getDouble("whole") > 0
                        ? OptionalDouble.of(row.getDouble("open") / row.getDouble("whole"))
                        : OptionalDouble.empty())
                .single();
    }
}
