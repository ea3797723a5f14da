package org.egide.fingerprints;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads lists and entries; decides nothing. */
final class ListRows {
    private ListRows() {}

    /** A stored entry, still sealed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    record Stored(EntryId entry, long seq, byte[] sealed, boolean withdrawn) {}

    /** An entry that stands now, with what its list says. */
    record Standing(EntryId entry, ListId list, String name, String classification, int threshold, boolean verified) {
        Match match(Match.Kind kind, int distance) {
            return new Match(list, name, entry, kind, distance, classification, verified);
        }
    }

    static List<Stored> after(JdbcClient database, long seq, int limit) {
        return database.sql("""
                        SELECT id, seq, sealed, withdrawn_at IS NOT NULL AS withdrawn
                        FROM fingerprints.entry WHERE seq > :seq ORDER BY seq LIMIT :limit
                        """)
                .param("seq", seq)
                .param("limit", limit)
                .query((row, number) -> new Stored(
                        new EntryId(row.getObject("id", UUID.class)),
                        row.getLong("seq"),
                        row.getBytes("sealed"),
                        row.getBoolean("withdrawn")))
                .list();
    }

    static List<Standing> standing(JdbcClient database, List<EntryId> entries) {
        return database.sql("""
                        SELECT e.id, e.list, l.name, e.classification, l.threshold,
                               l.verified AND (SELECT count(*) FROM fingerprints.confirmation c WHERE c.entry = e.id) >= :needed
                                   AS verified
                        FROM fingerprints.entry e JOIN fingerprints.list l ON l.id = e.list
                        WHERE e.id = ANY(:entries) AND e.withdrawn_at IS NULL
                        """)
                .param("entries", entries.stream().map(EntryId::value).toArray(UUID[]::new))
                .param("needed", EntryView.NEEDED)
                .query((row, number) -> new Standing(
                        new EntryId(row.getObject("id", UUID.class)),
                        new ListId(row.getObject("list", UUID.class)),
                        row.getString("name"),
                        row.getString("classification"),
                        row.getInt("threshold"),
                        row.getBoolean("verified")))
                .list();
    }

    static List<ListView> ofDesk(JdbcClient database, DeskId desk) {
        return database.sql("""
                        SELECT l.*, coalesce(n.live, 0) AS live, coalesce(n.confirmed, 0) AS confirmed,
                               coalesce(n.withdrawn, 0) AS withdrawn
                        FROM fingerprints.list l
                        LEFT JOIN LATERAL (
                            SELECT count(*) FILTER (WHERE e.withdrawn_at IS NULL) AS live,
                                   count(*) FILTER (WHERE e.withdrawn_at IS NULL AND (
                                       SELECT count(*) FROM fingerprints.confirmation c WHERE c.entry = e.id) >= :needed)
                                       AS confirmed,
                                   count(*) FILTER (WHERE e.withdrawn_at IS NOT NULL) AS withdrawn
                            FROM fingerprints.entry e WHERE e.list = l.id) n ON true
                        WHERE l.desk = :desk ORDER BY l.name
                        """)
                .param("desk", desk.value())
                .param("needed", EntryView.NEEDED)
                .query((row, number) -> list(row))
                .list();
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
                row.getLong("live"),
                row.getLong("confirmed"),
                row.getLong("withdrawn"),
                row.getTimestamp("created_at").toInstant());
    }

    static List<EntryView> entries(JdbcClient database, Person person, ListId list) {
        return database.sql("""
                        SELECT e.*, (SELECT count(*) FROM fingerprints.confirmation c WHERE c.entry = e.id) AS confirmations,
                               EXISTS (SELECT 1 FROM fingerprints.confirmation c WHERE c.entry = e.id AND c.person = :person)
                                   AS mine
                        FROM fingerprints.entry e WHERE e.list = :list ORDER BY e.seq DESC LIMIT 100
                        """)
                .param("list", list.value())
                .param("person", person.id().value())
                .query((row, number) -> entry(row))
                .list();
    }

    static Optional<EntryView> entry(JdbcClient database, Person person, EntryId entry) {
        return database.sql("""
                        SELECT e.*, (SELECT count(*) FROM fingerprints.confirmation c WHERE c.entry = e.id) AS confirmations,
                               EXISTS (SELECT 1 FROM fingerprints.confirmation c WHERE c.entry = e.id AND c.person = :person)
                                   AS mine
                        FROM fingerprints.entry e JOIN fingerprints.list l ON l.id = e.list
                        WHERE e.id = :entry AND l.desk = :desk
                        """)
                .param("entry", entry.value())
                .param("desk", person.desk().id().value())
                .param("person", person.id().value())
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
                Optional.ofNullable(row.getString("withdrawn_reason")));
    }
}
