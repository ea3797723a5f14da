package org.egide.fingerprints;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.Writes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a source says of its entries, brought onto its list, a page at a time with a few statements. Saying the same again changes
 * nothing. Two names with the same content stand for one entry, which goes when the last of them goes. What people put on the list stays
 * when the source takes it back; what people took off stays off when the source says it again.
 */
@Component
public final class ForeignEntries {
    static final Actor ACTOR = Actor.system("upstream");

    private final JdbcClient database;
    private final Transaction transaction;
    private final Writes writes;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final Clock clock;
    private final EntryMarks found;

    ForeignEntries(
            JdbcClient database,
            Transaction transaction,
            Writes writes,
            Seals seals,
            Opener opener,
            Audit audit,
            Clock clock,
            EntryMarks found) {
        this.database = database;
        this.transaction = transaction;
        this.writes = writes;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.clock = clock;
        this.found = found;
    }

    /**
     * What became of the changes, in names of the source: {@code unknown} were to go and never stood here, {@code heldBack} people of
     * the desk had taken off, {@code notOnList} have only kinds of hash that the list does not hold, {@code superseded} were followed
     * by a later word in the same page.
     */
    public record Applied(
            long added,
            long replaced,
            long unchanged,
            long withdrawn,
            long unknown,
            long heldBack,
            long notOnList,
            long superseded) {}

    /** One name that a source has for an entry, with what stands there. */
    public record Foreign(SourceId source, Mark mark, ForeignName name, Hashes hashes) {}

    /** Where a source's name is kept: a keyed hash of it. */
    public record Mark(String hex) {
        /** Reads the stored form. */
        public static Mark of(byte[] bytes) {
            return new Mark(HexFormat.of().formatHex(bytes));
        }

        /** As it is stored. */
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /**
     * Applies the changes in their order, in one transaction with whatever the caller does. Refuses {@code source-not-standing} when
     * the source was not confirmed, has ended, or its list was withdrawn or has ended.
     */
    public Applied apply(SourceId source, List<ForeignChange> changes) {
        return transaction.in(() -> {
            database.sql(FingerprintLists.ONE_WRITER).query().singleRow();
            return new ForeignPage(database, writes, seals, opener, audit, found, now(), target(source), changes)
                    .apply();
        });
    }

    /** The names under which sources know an entry, the first 20. Read for a part of the system and audited. */
    public List<Foreign> namesOf(EntryId entry) {
        return transaction.in(() -> {
            var found = database.sql("""
                            SELECT f.source, f.mark, f.sealed AS name, e.sealed FROM fingerprints.foreign_entry f
                            JOIN fingerprints.entry e ON e.id = f.entry
                            WHERE f.entry = :entry ORDER BY f.mark LIMIT 20
                            """)
                    .param("entry", entry.value())
                    .query((row, number) -> {
                        var mark = Mark.of(row.getBytes("mark"));
                        return new Foreign(
                                new SourceId(row.getObject("source", UUID.class)),
                                mark,
                                ForeignName.read(opener.openText(place(mark), row.getBytes("name"))),
                                Hashes.parse(opener.openText(Recognition.place(entry), row.getBytes("sealed"))));
                    })
                    .list();
            if (!found.isEmpty()) {
                audit.record(AuditEntry.of(ACTOR, "fingerprints.foreign-read", "entry:" + entry));
            }
            return found;
        });
    }

    /** What a source fills. */
    record Target(SourceId source, ListId list, String provenance, String classification, Set<HashKind> kinds) {}

    private Target target(SourceId source) {
        return database.sql("""
                        SELECT s.list, s.name, l.classification, l.kinds
                        FROM fingerprints.source s JOIN fingerprints.list l ON l.id = s.list
                        WHERE s.id = :source AND s.confirmed_at IS NOT NULL AND s.ended_at IS NULL
                          AND l.withdrawn_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > :now)
                        """)
                .param("source", source.value())
                .param("now", now())
                .query((row, number) -> new Target(
                        source,
                        new ListId(row.getObject("list", UUID.class)),
                        "source: " + row.getString("name"),
                        row.getString("classification"),
                        kinds((String[]) row.getArray("kinds").getArray())))
                .optional()
                .orElseThrow(() -> Refusal.withStatus(
                        409, "source-not-standing", "This source was not confirmed, or it or its list has ended."));
    }

    private static Set<HashKind> kinds(String[] names) {
        var kinds = new HashSet<HashKind>();
        Arrays.stream(names).map(HashKind::valueOf).forEach(kinds::add);
        return kinds;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static Place place(Mark mark) {
        return new Place("fingerprints.foreign_entry", mark.hex(), "sealed");
    }
}
