package org.egide.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SharedEntries.Line;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each partner is told, as one row for an entry with the time of its last change: the change a client pulls by ranges of time.
 *
 * <p>A change is stamped with a second after every second that an answer to this partner ever covered, so no client can have moved its
 * checkpoint past it, whatever its clock says, and nothing new ever falls into a range that is being paged. Additions fill at most
 * {@value #PAGE} places of a second and go on in the next; deletions do not wait for that. Writers hold the partner's row.
 */
@Component
final class Feed {
    /** A page of the wire form, and the additions that share a second. */
    static final int PAGE = 1_000;

    /** How many places a second has. */
    static final long SECOND = 1_000_000;

    /** Clients ask up to some seconds ago. */
    private static final int HELD_BACK = 60;

    private static final int DELETIONS = 900_000;

    private final JdbcClient database;
    private final Clock clock;

    Feed(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An entry as a partner was told it. */
    record Told(EntryId entry, ListId list, long place, boolean gone) {
        long second() {
            return place / SECOND;
        }
    }

    /** The stamps of a partner; {@code askedTo} is absent before its first pull. */
    private record Stamps(Optional<Long> askedTo, long fillSecond, int fillCount, long goneSecond, int goneCount) {
        long floor(long now) {
            return askedTo.map(asked -> Math.max(now, asked + 1)).orElse(now);
        }
    }

    private Stamps lock(PartnerId partner) {
        return database.sql("""
                        SELECT asked_to, fill_second, fill_count, gone_second, gone_count FROM sharing.partner
                        WHERE id = :id FOR UPDATE
                        """)
                .param("id", partner.value())
                .query((row, number) -> new Stamps(
                        Optional.ofNullable(row.getObject("asked_to", Long.class)),
                        row.getLong("fill_second"),
                        row.getInt("fill_count"),
                        row.getLong("gone_second"),
                        row.getInt("gone_count")))
                .single();
    }

    /** Nobody has pulled yet, so that many entries may carry times that are past: then the first pull finds them all. */
    void makeRoomBefore(PartnerId partner, long entries) {
        var stamps = lock(partner);
        var back = now() - entries / PAGE - HELD_BACK;
        if (stamps.askedTo().isEmpty() && stamps.fillSecond() < back) {
            fill(partner, back, 0);
        }
    }

    /** Tells entries that stand; those that are told as standing already keep their time. */
    void tell(PartnerId partner, ListId list, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var places = additions(partner, lines.size());
        database.sql("""
                        INSERT INTO sharing.told AS t (partner, entry, list, place, first_place, gone, expires_at)
                        SELECT :partner, r.entry, :list, r.place, r.place, false, CAST(nullif(r.expires, '') AS timestamptz)
                        FROM unnest(CAST(:entries AS uuid[]), CAST(:places AS bigint[]), CAST(:expires AS text[]))
                            AS r(entry, place, expires)
                        ON CONFLICT (partner, entry) DO UPDATE
                        SET place = excluded.place, gone = false, list = excluded.list, expires_at = excluded.expires_at
                        WHERE t.gone
                        """)
                .param("partner", partner.value())
                .param("list", list.value())
                .param("entries", ids(lines.stream().map(Line::entry).toList()))
                .param("places", places)
                .param(
                        "expires",
                        lines.stream()
                                .map(line ->
                                        line.expires().map(Instant::toString).orElse(""))
                                .toArray(String[]::new))
                .update();
    }

    /** Tells entries again that stand, for what partners say of them changed. */
    void tellAgain(PartnerId partner, List<EntryId> entries) {
        if (!entries.isEmpty()) {
            move(partner, entries, additions(partner, entries.size()), false);
        }
    }

    /** Tells entries as gone; those that the partner cannot have seen are not told at all. */
    void drop(PartnerId partner, List<EntryId> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var stamps = lock(partner);
        database.sql("""
                        DELETE FROM sharing.told
                        WHERE partner = :partner AND entry = ANY(:entries) AND NOT gone AND first_place >= :unseen
                        """)
                .param("partner", partner.value())
                .param("entries", ids(entries))
                .param(
                        "unseen",
                        stamps.askedTo().map(asked -> (asked + 1) * SECOND).orElse(0L))
                .update();
        move(partner, entries, deletions(partner, stamps, entries.size()), true);
    }

    private void move(PartnerId partner, List<EntryId> entries, Long[] places, boolean gone) {
        database.sql("""
                        UPDATE sharing.told t SET place = r.place, gone = :gone
                        FROM unnest(CAST(:entries AS uuid[]), CAST(:places AS bigint[])) AS r(entry, place)
                        WHERE t.partner = :partner AND t.entry = r.entry AND NOT t.gone
                        """)
                .param("partner", partner.value())
                .param("entries", ids(entries))
                .param("places", places)
                .param("gone", gone)
                .update();
    }

    private Long[] additions(PartnerId partner, int count) {
        var stamps = lock(partner);
        var floor = stamps.askedTo().isEmpty() && stamps.fillSecond() > 0 ? stamps.fillSecond() : stamps.floor(now());
        var second = Math.max(stamps.fillSecond(), floor);
        var used = second == stamps.fillSecond() ? stamps.fillCount() : 0;
        fill(partner, second + (used + count) / PAGE, (used + count) % PAGE);
        return IntStream.range(used, used + count)
                .mapToObj(at -> (second + at / PAGE) * SECOND + at % PAGE)
                .toArray(Long[]::new);
    }

    private void fill(PartnerId partner, long second, int count) {
        database.sql("UPDATE sharing.partner SET fill_second = :second, fill_count = :count WHERE id = :id")
                .param("second", second)
                .param("count", count)
                .param("id", partner.value())
                .update();
    }

    private Long[] deletions(PartnerId partner, Stamps stamps, int count) {
        var second = Math.max(stamps.goneSecond(), stamps.floor(now()));
        var used = second == stamps.goneSecond() ? stamps.goneCount() : 0;
        database.sql("UPDATE sharing.partner SET gone_second = :second, gone_count = :count WHERE id = :id")
                .param("second", second + (used + count) / DELETIONS)
                .param("count", (used + count) % DELETIONS)
                .param("id", partner.value())
                .update();
        return IntStream.range(used, used + count)
                .mapToObj(at -> (second + at / DELETIONS) * SECOND + PAGE + at % DELETIONS)
                .toArray(Long[]::new);
    }

    /** Up to {@code limit} live entries of a list that the partner was told. */
    List<EntryId> live(PartnerId partner, ListId list, int limit) {
        return database.sql("""
                        SELECT entry FROM sharing.told WHERE partner = :partner AND list = :list AND NOT gone LIMIT :limit
                        """)
                .param("partner", partner.value())
                .param("list", list.value())
                .param("limit", limit)
                .query((row, number) -> new EntryId(row.getObject("entry", UUID.class)))
                .list();
    }

    /** Live entries of a partner whose time is over. */
    List<EntryId> expired(PartnerId partner, int limit) {
        return database.sql("""
                        SELECT entry FROM sharing.told
                        WHERE partner = :partner AND NOT gone AND expires_at <= to_timestamp(:now) LIMIT :limit
                        """)
                .param("partner", partner.value())
                .param("now", now())
                .param("limit", limit)
                .query((row, number) -> new EntryId(row.getObject("entry", UUID.class)))
                .list();
    }

    /** The rows after a place within two places, both included, in their order. */
    List<Told> read(PartnerId partner, long from, long to, long after, int limit) {
        return database.sql("""
                        SELECT entry, list, place, gone FROM sharing.told
                        WHERE partner = :partner AND place BETWEEN :from AND :to AND place > :after
                        ORDER BY place LIMIT :limit
                        """)
                .param("partner", partner.value())
                .param("from", from)
                .param("to", to)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> told(row))
                .list();
    }

    /** How many rows a range has after a place, up to a million: what a client needs to choose its ranges. */
    long count(PartnerId partner, long to, long after) {
        return database.sql("""
                        SELECT count(*) FROM (SELECT 1 FROM sharing.told
                            WHERE partner = :partner AND place <= :to AND place > :after LIMIT 1000000) counted
                        """)
                .param("partner", partner.value())
                .param("to", to)
                .param("after", after)
                .query(Long.class)
                .single();
    }

    /** What the partner was told of that entry. */
    Optional<Told> find(PartnerId partner, EntryId entry) {
        return database.sql(
                        "SELECT entry, list, place, gone FROM sharing.told WHERE partner = :partner AND entry = :entry")
                .param("partner", partner.value())
                .param("entry", entry.value())
                .query((row, number) -> told(row))
                .optional();
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                new EntryId(row.getObject("entry", UUID.class)),
                new ListId(row.getObject("list", UUID.class)),
                row.getLong("place"),
                row.getBoolean("gone"));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static UUID[] ids(List<EntryId> entries) {
        return entries.stream().map(EntryId::value).toArray(UUID[]::new);
    }
}
