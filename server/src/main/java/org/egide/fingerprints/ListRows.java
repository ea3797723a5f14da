package org.egide.fingerprints;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads lists and entries; decides nothing. */
final class ListRows {
    private ListRows() {}

    /** A stored entry, still sealed; {@code gone} when no question may find it any more. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    record Stored(EntryId entry, long changed, byte[] sealed, boolean gone) {}

    /** An entry that stands now, with what its list says; {@code shared} when the list answers providers. */
    record Standing(
            EntryId entry,
            ListId list,
            DeskId desk,
            String name,
            String owner,
            Set<String> territories,
            String classification,
            int threshold,
            boolean verified,
            boolean shared,
            Votes votes) {
        Match match(Match.Kind kind, int distance) {
            return new Match(list, name, entry, kind, distance, classification, verified);
        }

        /** Whether it may be told to that partner. */
        boolean answers(Enquirer enquirer) {
            return verified
                    && shared
                    && desk.equals(enquirer.desk())
                    && (territories.isEmpty()
                            || enquirer.territories().stream()
                                    .map(Territory::code)
                                    .anyMatch(territories::contains));
        }
    }

    static List<Stored> after(JdbcClient database, Instant now, long changed, int limit) {
        return database.sql("""
                        SELECT e.id, e.changed, e.sealed,
                               e.withdrawn_at IS NOT NULL OR l.withdrawn_at IS NOT NULL
                                   OR coalesce(e.expires_at <= :now, false) OR coalesce(l.expires_at <= :now, false) AS gone
                        FROM fingerprints.entry e JOIN fingerprints.list l ON l.id = e.list
                        WHERE e.changed > :changed ORDER BY e.changed LIMIT :limit
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("changed", changed)
                .param("limit", limit)
                .query((row, number) -> new Stored(
                        new EntryId(row.getObject("id", UUID.class)),
                        row.getLong("changed"),
                        row.getBytes("sealed"),
                        row.getBoolean("gone")))
                .list();
    }

    static List<Standing> standing(JdbcClient database, Instant now, Collection<EntryId> entries) {
        return database.sql("""
                        SELECT e.id, e.list, l.desk, l.name, l.owner, l.territories, e.classification, l.threshold,
                               l.verified AND (SELECT count(*) FROM fingerprints.stands_behind c WHERE c.entry = e.id) >= :needed
                                   AS verified,
                               l.shared AND (SELECT count(*) FROM fingerprints.list_confirmation c WHERE c.list = l.id) >= :needed
                                   AS shared,
                               (SELECT count(*) FROM fingerprints.vote v WHERE v.entry = e.id AND v.up) AS up,
                               (SELECT count(*) FROM fingerprints.vote v WHERE v.entry = e.id AND NOT v.up) AS down
                        FROM fingerprints.entry e JOIN fingerprints.list l ON l.id = e.list
                        WHERE e.id = ANY(:entries) AND e.withdrawn_at IS NULL AND l.withdrawn_at IS NULL
                          AND (e.expires_at IS NULL OR e.expires_at > :now) AND (l.expires_at IS NULL OR l.expires_at > :now)
                        """)
                .param("entries", entries.stream().map(EntryId::value).toArray(UUID[]::new))
                .param("needed", EntryView.NEEDED)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Standing(
                        new EntryId(row.getObject("id", UUID.class)),
                        new ListId(row.getObject("list", UUID.class)),
                        new DeskId(row.getObject("desk", UUID.class)),
                        row.getString("name"),
                        row.getString("owner"),
                        Set.of(texts(row, "territories")),
                        row.getString("classification"),
                        row.getInt("threshold"),
                        row.getBoolean("verified"),
                        row.getBoolean("shared"),
                        votes(row)))
                .list();
    }

    static List<ListView> ofDesk(JdbcClient database, Person person, Instant now) {
        return database.sql("""
                        SELECT l.*, coalesce(n.live, 0) AS live, coalesce(n.confirmed, 0) AS confirmed,
                               coalesce(n.withdrawn, 0) AS gone,
                               (SELECT count(*) FROM fingerprints.list_confirmation c WHERE c.list = l.id) AS confirmations,
                               EXISTS (SELECT 1 FROM fingerprints.list_confirmation c WHERE c.list = l.id AND c.person = :person)
                                   AS mine
                        FROM fingerprints.list l
                        LEFT JOIN LATERAL (
                            SELECT count(*) FILTER (WHERE e.withdrawn_at IS NULL) AS live,
                                   count(*) FILTER (WHERE e.withdrawn_at IS NULL
                                       AND (e.expires_at IS NULL OR e.expires_at > :now) AND (s.id IS NOT NULL OR e.id IN (
                                       SELECT c.entry FROM fingerprints.confirmation c GROUP BY c.entry
                                       HAVING count(*) >= :needed))) AS confirmed,
                                   count(*) FILTER (WHERE e.withdrawn_at IS NOT NULL) AS withdrawn
                            FROM fingerprints.entry e
                            LEFT JOIN fingerprints.source s
                                ON s.id = e.source AND s.confirmed_at IS NOT NULL AND s.ended_at IS NULL
                            WHERE e.list = l.id) n ON true
                        WHERE l.desk = :desk ORDER BY l.name
                        """)
                .param("desk", person.desk().id().value())
                .param("person", person.id().value())
                .param("needed", EntryView.NEEDED)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> list(row))
                .list();
    }

    /** One list without its counts, which take longer the more entries it has. */
    static Optional<ListView> one(JdbcClient database, Person person, ListId list) {
        return database.sql("""
                        SELECT l.*, 0 AS live, 0 AS confirmed, 0 AS gone,
                               (SELECT count(*) FROM fingerprints.list_confirmation c WHERE c.list = l.id) AS confirmations,
                               EXISTS (SELECT 1 FROM fingerprints.list_confirmation c WHERE c.list = l.id AND c.person = :person)
                                   AS mine
                        FROM fingerprints.list l WHERE l.id = :list AND l.desk = :desk
                        """)
                .param("list", list.value())
                .param("desk", person.desk().id().value())
                .param("person", person.id().value())
                .query((row, number) -> list(row))
                .optional();
    }

    private static ListView list(ResultSet row) throws SQLException {
        return new ListView(
                new ListId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk", UUID.class)),
                row.getString("name"),
                row.getString("ground"),
                row.getString("classification"),
                row.getInt("threshold"),
                row.getBoolean("verified"),
                sharing(row),
                new ListView.Counts(row.getLong("live"), row.getLong("confirmed"), row.getLong("gone")),
                row.getTimestamp("created_at").toInstant());
    }

    private static ListView.Sharing sharing(ResultSet row) throws SQLException {
        return new ListView.Sharing(
                row.getString("owner"),
                List.of(texts(row, "territories")),
                Arrays.stream(texts(row, "kinds")).map(HashKind::valueOf).toList(),
                moment(row, "expires_at"),
                row.getBoolean("shared"),
                row.getInt("confirmations"),
                row.getBoolean("mine"),
                Optional.ofNullable(row.getString("withdrawn_reason")));
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Votes votes(ResultSet row) throws SQLException {
        return new Votes(row.getInt("up"), row.getInt("down"));
    }

    private static final String ENTRY = """
            SELECT e.*, (SELECT count(*) FROM fingerprints.stands_behind c WHERE c.entry = e.id) AS confirmations,
                   EXISTS (SELECT 1 FROM fingerprints.confirmation c WHERE c.entry = e.id AND c.person = :person) AS mine,
                   coalesce(e.expires_at <= :now, false) AS expired,
                   (SELECT count(*) FROM fingerprints.vote v WHERE v.entry = e.id AND v.up) AS up,
                   (SELECT count(*) FROM fingerprints.vote v WHERE v.entry = e.id AND NOT v.up) AS down
            FROM fingerprints.entry e JOIN fingerprints.list l ON l.id = e.list
            """;

    static List<EntryView> entries(JdbcClient database, Person person, Instant now, ListId list) {
        return database.sql(ENTRY + "WHERE e.list = :list ORDER BY e.seq DESC LIMIT 100")
                .param("list", list.value())
                .param("person", person.id().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> entry(row))
                .list();
    }

    static Optional<EntryView> entry(JdbcClient database, Person person, Instant now, EntryId entry) {
        return database.sql(ENTRY + "WHERE e.id = :entry AND l.desk = :desk")
                .param("entry", entry.value())
                .param("desk", person.desk().id().value())
                .param("person", person.id().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> entry(row))
                .optional();
    }

    private static EntryView entry(ResultSet row) throws SQLException {
        return new EntryView(
                new EntryId(row.getObject("id", UUID.class)),
                new ListId(row.getObject("list", UUID.class)),
                row.getString("provenance"),
                row.getString("classification"),
                row.getTimestamp("added_at").toInstant(),
                row.getInt("confirmations"),
                row.getBoolean("mine"),
                moment(row, "expires_at"),
                row.getBoolean("expired"),
                votes(row),
                Optional.ofNullable(row.getString("withdrawn_reason")));
    }
}
