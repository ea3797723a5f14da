package org.egide.fingerprints;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.keys.Opener;
import org.egide.staff.DeskId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists and entries as partners may be told them: which lists are open, which entries stand on them, what changed, and their hashes
 * opened. An entry stands when two people confirmed it, nobody withdrew it, its time is not over, and the same is true of its list,
 * which must be of the verified kind and shared. Whoever reads hashes writes an audit row in the same transaction.
 */
@Component
public final class SharedEntries {
    private static final String OPEN = """
            l.shared AND l.verified AND l.withdrawn_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > :now)
            AND (SELECT count(*) FROM fingerprints.list_confirmation c WHERE c.list = l.id) >= :needed""";
    private static final String STANDS = """
            e.withdrawn_at IS NULL AND (e.expires_at IS NULL OR e.expires_at > :now)
            AND (SELECT count(*) FROM fingerprints.confirmation c WHERE c.entry = e.id) >= :needed""";

    private final JdbcClient database;
    private final Opener opener;
    private final EntryMarks marks;
    private final Clock clock;

    SharedEntries(JdbcClient database, Opener opener, EntryMarks marks, Clock clock) {
        this.database = database;
        this.opener = opener;
        this.marks = marks;
        this.clock = clock;
    }

    /** A list that its desk shares; {@code open} when it answers now; empty owner: the desk itself; no territory: everywhere. */
    public record Shared(ListId id, DeskId desk, String name, String owner, Set<Territory> territories, boolean open) {
        public Shared {
            territories = Set.copyOf(territories);
        }

        /** Whether its ground holds where somebody serves. */
        public boolean holdsFor(Set<Territory> served) {
            return territories.isEmpty() || served.stream().anyMatch(territories::contains);
        }
    }

    /** An entry that stands; {@code number} grows with each new entry. */
    public record Line(EntryId entry, long number, Optional<Instant> expires) {}

    /** An entry that changed and whether it stands now; {@code voted} when only what partners say of it did. */
    public record Stirred(EntryId entry, ListId list, boolean stands, Optional<Instant> expires, boolean voted) {}

    /** An entry with its hashes. Never logged. */
    public record Content(EntryId entry, ListId list, String classification, boolean stands, Hashes hashes) {}

    /** The lists that the desk shares, by name. */
    public List<Shared> lists(DeskId desk) {
        return database.sql("SELECT l.*, " + OPEN
                        + " AS open FROM fingerprints.list l WHERE l.desk = :desk AND l.shared" + " ORDER BY l.name")
                .param("desk", desk.value())
                .param("now", now())
                .param("needed", EntryView.NEEDED)
                .query((row, number) -> shared(row))
                .list();
    }

    private static Shared shared(ResultSet row) throws SQLException {
        return new Shared(
                new ListId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk", UUID.class)),
                row.getString("name"),
                row.getString("owner"),
                Arrays.stream((String[]) row.getArray("territories").getArray())
                        .map(Territory::new)
                        .collect(Collectors.toSet()),
                row.getBoolean("open"));
    }

    /** How many entries of a list are there, standing or not. */
    public long count(ListId list) {
        return database.sql("SELECT count(*) FROM fingerprints.entry WHERE list = :list AND withdrawn_at IS NULL")
                .param("list", list.value())
                .query(Long.class)
                .single();
    }

    /** The next entries of a list that stand, by their number. */
    public List<Line> after(ListId list, long number, int limit) {
        return database.sql(
                        "SELECT e.id, e.seq, e.expires_at FROM fingerprints.entry e WHERE e.list = :list AND e.seq > :seq AND "
                                + STANDS + " ORDER BY e.seq LIMIT :limit")
                .param("list", list.value())
                .param("seq", number)
                .param("limit", limit)
                .param("now", now())
                .param("needed", EntryView.NEEDED)
                .query((row, line) ->
                        new Line(new EntryId(row.getObject("id", UUID.class)), row.getLong("seq"), expires(row)))
                .list();
    }

    /** Takes what changed out of the queue; in a transaction that tells it on, or else it comes again. */
    public List<Stirred> takeStirred(int limit) {
        return database.sql("""
                        WITH taken AS (
                            DELETE FROM fingerprints.stirred WHERE n IN (
                                SELECT n FROM fingerprints.stirred ORDER BY n LIMIT :limit FOR UPDATE SKIP LOCKED)
                            RETURNING entry, voted)
                        SELECT e.id, e.list, e.expires_at, t.voted, (%s) AS stands
                        FROM (SELECT entry, bool_and(voted) AS voted FROM taken GROUP BY entry) t
                        JOIN fingerprints.entry e ON e.id = t.entry ORDER BY e.seq
                        """.formatted(STANDS))
                .param("limit", limit)
                .param("now", now())
                .param("needed", EntryView.NEEDED)
                .query((row, line) -> new Stirred(
                        new EntryId(row.getObject("id", UUID.class)),
                        new ListId(row.getObject("list", UUID.class)),
                        row.getBoolean("stands"),
                        expires(row),
                        row.getBoolean("voted")))
                .list();
    }

    /** What partners say of an entry changed: it is to be told again. */
    public void stir(EntryId entry) {
        database.sql("INSERT INTO fingerprints.stirred (entry, voted) VALUES (:entry, true)")
                .param("entry", entry.value())
                .update();
    }

    /** Entries with their hashes. The same transaction must hold the audit row. */
    public Map<EntryId, Content> read(Collection<EntryId> entries) {
        var rows = database.sql("""
                        SELECT e.id, e.list, e.classification, e.sealed, (%s) AND (%s) AS stands
                        FROM fingerprints.entry e JOIN fingerprints.list l ON l.id = e.list
                        WHERE e.id = ANY(:entries)
                        """.formatted(STANDS, OPEN))
                .param("entries", entries.stream().map(EntryId::value).toArray(UUID[]::new))
                .param("now", now())
                .param("needed", EntryView.NEEDED)
                .query((row, line) -> new Sealed(
                        new EntryId(row.getObject("id", UUID.class)),
                        new ListId(row.getObject("list", UUID.class)),
                        row.getString("classification"),
                        row.getBoolean("stands"),
                        row.getBytes("sealed")))
                .list();
        var opened = opener.openAll(rows.stream()
                .map(row -> new Opener.Sealed(Recognition.place(row.entry()), row.hashes()))
                .toList());
        var found = new HashMap<EntryId, Content>();
        for (var at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            var hashes = Hashes.parse(new String(opened.get(at), StandardCharsets.UTF_8));
            found.put(row.entry(), new Content(row.entry(), row.list(), row.classification(), row.stands(), hashes));
        }
        return found;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, only opened
    private record Sealed(EntryId entry, ListId list, String classification, boolean stands, byte[] hashes) {}

    /** The entries that hold exactly one of these hashes, on whatever list, confirmed or not, that nobody withdrew. */
    public List<EntryId> find(Hashes hashes) {
        return marks.entries(marks.equal(hashes)).values().stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static Optional<Instant> expires(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
