package org.egide.sharing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what partners take, by day and by pull. A pull is a row of calls with pauses under half an hour: its beginning is audited
 * before the first hash leaves, its end with what it took.
 */
@Component
final class Pulls {
    /** A pause of this length ends a pull. */
    static final Duration PAUSE = Duration.ofMinutes(30);

    /** Further than this from our clock, a client's clock is wrong: time zones differ by more, drift by less. */
    static final Duration TOLERATED = Duration.ofMinutes(20);

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Pulls(JdbcClient database, Transaction transaction, Audit audit, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a partner took on one day. */
    record Day(long calls, long entries, long deletions, long votes, long submitted) {
        static final Day NONE = new Day(0, 0, 0, 0, 0);
    }

    /** A pull; {@code ahead}: how many seconds the latest end it asked for was ahead of our clock, below zero behind. */
    record Pull(Instant begun, Instant lastCall, long calls, long entries, long deletions, Optional<Long> ahead) {
        /** Whether the client seems to tell its time wrongly; one that has not asked up to now yet may only be catching up. */
        boolean wrongClock(Instant now) {
            return ahead.filter(seconds -> seconds > TOLERATED.toSeconds()
                            || (seconds < -PAUSE.toSeconds()
                                    && lastCall.plus(PAUSE).isBefore(now)))
                    .isPresent();
        }
    }

    /** One call more on this day; returns how many there were. */
    long call(SharingPartner partner) {
        return transaction.in(() -> count(partner, "calls", 1));
    }

    private long count(SharingPartner partner, String what, long more) {
        return database.sql("""
                        INSERT INTO sharing.day AS d (partner, day, %1$s) VALUES (:partner, :day, :more)
                        ON CONFLICT (partner, day) DO UPDATE SET %1$s = d.%1$s + excluded.%1$s RETURNING %1$s
                        """.formatted(what))
                .param("partner", partner.id().value())
                .param("day", today())
                .param("more", more)
                .query(Long.class)
                .single();
    }

    void voted(SharingPartner partner) {
        count(partner, "votes", 1);
    }

    void submitted(SharingPartner partner, int hashes) {
        count(partner, "submitted", hashes);
    }

    /**
     * A call for entries up to that second, in the transaction that answers it: holds the partner's row, so that what changes later
     * gets a later time. {@code ahead} is what the client's own end says of its clock.
     */
    void asks(SharingPartner partner, long to, Optional<Long> ahead) {
        database.sql("UPDATE sharing.partner SET asked_to = greatest(coalesce(asked_to, 0), :to) WHERE id = :id")
                .param("to", to)
                .param("id", partner.id().value())
                .update();
        var running = database.sql("""
                        UPDATE sharing.pull SET last_call = :now, calls = calls + 1, ahead = greatest(ahead, :ahead)
                        WHERE partner = :partner AND NOT ended AND last_call > :pause
                        """)
                .param("now", now())
                .param("pause", now().minus(PAUSE))
                .param("ahead", ahead.orElse(null), java.sql.Types.BIGINT)
                .param("partner", partner.id().value())
                .update();
        if (running == 0) {
            begin(partner, ahead.orElse(null));
        }
    }

    private void begin(SharingPartner partner, @Nullable Long ahead) {
        closeWhere("partner = :partner", Map.of("partner", partner.id().value()));
        var id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO sharing.pull (id, partner, begun, last_call, calls, ahead)
                        VALUES (:id, :partner, :now, :now, 1, :ahead)
                        """)
                .param("id", id)
                .param("partner", partner.id().value())
                .param("now", now())
                .param("ahead", ahead, java.sql.Types.BIGINT)
                .update();
        audit.record(AuditEntry.of(
                partner.actor(), "sharing.pull-begun", "partner:" + partner.id(), Map.of("pull", id.toString())));
    }

    /** What the answer held. */
    void took(SharingPartner partner, long entries, long deletions) {
        database.sql("""
                        UPDATE sharing.pull SET entries = entries + :entries, deletions = deletions + :deletions
                        WHERE partner = :partner AND NOT ended
                        """)
                .param("entries", entries)
                .param("deletions", deletions)
                .param("partner", partner.id().value())
                .update();
        count(partner, "entries", entries);
        count(partner, "deletions", deletions);
    }

    /** Ends pulls that paused; returns how many. */
    int close() {
        return transaction.in(() -> closeWhere("last_call <= :pause", Map.of("pause", now().minus(PAUSE))));
    }

    private int closeWhere(String which, Map<String, Object> parameters) {
        var ended = database.sql("UPDATE sharing.pull SET ended = true WHERE NOT ended AND " + which + " RETURNING *")
                .params(parameters)
                .query((row, number) -> AuditEntry.of(
                        Actor.provider(row.getObject("partner", UUID.class)),
                        "sharing.pull-ended",
                        "partner:" + row.getObject("partner", UUID.class),
                        Map.of(
                                "pull", row.getString("id"),
                                "calls", row.getString("calls"),
                                "entries", row.getString("entries"),
                                "deletions", row.getString("deletions"))))
                .list();
        ended.forEach(audit::record);
        return ended.size();
    }

    Day today(PartnerId partner) {
        return database.sql("SELECT * FROM sharing.day WHERE partner = :partner AND day = :day")
                .param("partner", partner.value())
                .param("day", today())
                .query((row, number) -> new Day(
                        row.getLong("calls"),
                        row.getLong("entries"),
                        row.getLong("deletions"),
                        row.getLong("votes"),
                        row.getLong("submitted")))
                .optional()
                .orElse(Day.NONE);
    }

    /** The latest pulls of a partner, newest first. */
    List<Pull> latest(PartnerId partner, int limit) {
        return database.sql("SELECT * FROM sharing.pull WHERE partner = :partner ORDER BY begun DESC LIMIT :limit")
                .param("partner", partner.value())
                .param("limit", limit)
                .query((row, number) -> new Pull(
                        row.getTimestamp("begun").toInstant(),
                        row.getTimestamp("last_call").toInstant(),
                        row.getLong("calls"),
                        row.getLong("entries"),
                        row.getLong("deletions"),
                        Optional.ofNullable(row.getObject("ahead", Long.class))))
                .list();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
