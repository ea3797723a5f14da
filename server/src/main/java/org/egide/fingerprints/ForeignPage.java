package org.egide.fingerprints;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.ForeignEntries.Applied;
import org.egide.fingerprints.ForeignEntries.Mark;
import org.egide.fingerprints.ForeignEntries.Target;
import org.egide.keys.Opener;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Write;
import org.egide.platform.Writes;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One page of a source on its way onto its list, inside the caller's transaction. Used once. */
final class ForeignPage {
    private static final String TAKEN_BACK = "taken back by its source";

    private final JdbcClient database;
    private final Writes writes;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final EntryMarks found;
    private final OffsetDateTime now;
    private final Target target;
    private final Map<Mark, After> standing = new LinkedHashMap<>();
    private final Set<Mark> gone = new LinkedHashSet<>();
    private final Set<Mark> unusable = new LinkedHashSet<>();
    private final int said;
    private long notOnList;

    ForeignPage(
            JdbcClient database,
            Writes writes,
            Seals seals,
            Opener opener,
            Audit audit,
            EntryMarks found,
            OffsetDateTime now,
            Target target,
            List<ForeignChange> changes) {
        this.database = database;
        this.writes = writes;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.found = found;
        this.now = now;
        this.target = target;
        this.said = changes.size();
        changes.forEach(this::take);
    }

    /** What stood under a name before. */
    private record Before(EntryId entry, ByteBuffer content) {}

    /** What a name will stand for. */
    private record After(Mark mark, ForeignName name, ByteBuffer content, Hashes hashes, String classification) {}

    private void take(ForeignChange change) {
        var mark = Mark.of(opener.blindIndex(
                "fingerprints.foreign:" + target.source(), change.name().bytes()));
        standing.remove(mark);
        gone.remove(mark);
        unusable.remove(mark);
        switch (change) {
            case ForeignChange.Gone none -> gone.add(mark);
            case ForeignChange.Unusable none -> unusable.add(mark);
            case ForeignChange.Stands stands ->
                stands.hashes()
                        .held(target.kinds())
                        .ifPresentOrElse(hashes -> standing.put(mark, after(mark, stands, hashes)), () -> {
                            notOnList++;
                            unusable.add(mark);
                        });
        }
    }

    private After after(Mark mark, ForeignChange.Stands stands, Hashes hashes) {
        var content = ByteBuffer.wrap(opener.blindIndex("fingerprints.entry", hashes.bytes()));
        return new After(
                mark, stands.name(), content, hashes, stands.classification().orElse(target.classification()));
    }

    Applied apply() {
        var before = before();
        var fresh = standing.values().stream()
                .filter(after -> Optional.ofNullable(before.get(after.mark()))
                        .filter(old -> old.content().equals(after.content()))
                        .isEmpty())
                .toList();
        endExpired(fresh);
        var there = there(fresh);
        var heldBack = fresh.stream()
                .filter(after -> there.heldBack().containsKey(after.content()))
                .count();
        var entries = insert(fresh, there);
        name(fresh, entries);
        var left = forget();
        fresh.stream()
                .map(After::mark)
                .map(before::get)
                .forEach(old -> Optional.ofNullable(old).ifPresent(entry -> left.add(entry.entry())));
        withdraw(left);
        reclassify(before);
        var replaced =
                fresh.stream().filter(after -> before.containsKey(after.mark())).count();
        var known = gone.stream().filter(before::containsKey).count()
                + unusable.stream().filter(before::containsKey).count();
        return new Applied(
                fresh.size() - replaced - heldBack,
                replaced,
                standing.size() - fresh.size(),
                known,
                gone.stream().filter(mark -> !before.containsKey(mark)).count(),
                heldBack,
                notOnList,
                said - standing.size() - gone.size() - unusable.size());
    }

    private Map<Mark, Before> before() {
        var all = new ArrayList<Mark>(standing.keySet());
        all.addAll(gone);
        all.addAll(unusable);
        var found = new HashMap<Mark, Before>();
        database.sql("""
                        SELECT f.mark, f.entry, e.mark AS content
                        FROM fingerprints.foreign_entry f JOIN fingerprints.entry e ON e.id = f.entry
                        WHERE f.source = :source AND f.mark = ANY(:marks)
                        """)
                .param("source", target.source().value())
                .param("marks", marks(all))
                .query(row -> {
                    found.put(
                            Mark.of(row.getBytes("mark")),
                            new Before(
                                    new EntryId(row.getObject("entry", UUID.class)),
                                    ByteBuffer.wrap(row.getBytes("content"))));
                });
        return found;
    }

    // What ended by itself makes room for the same content.
    private void endExpired(List<After> fresh) {
        var ended = database.sql("""
                        UPDATE fingerprints.entry
                        SET withdrawn_at = :at, withdrawn_reason = 'expired', changed = nextval('fingerprints.change')
                        WHERE list = :list AND mark = ANY(:contents) AND withdrawn_at IS NULL AND expires_at <= :at
                        RETURNING id
                        """)
                .param("list", target.list().value())
                .param("contents", contents(fresh))
                .param("at", now)
                .query((row, number) -> new EntryId(row.getObject("id", UUID.class)))
                .list();
        found.drop(ended);
    }

    private static byte[][] contents(List<After> fresh) {
        return fresh.stream().map(after -> after.content().array()).toArray(byte[][]::new);
    }

    private record There(Map<ByteBuffer, EntryId> live, Map<ByteBuffer, EntryId> heldBack) {}

    private There there(List<After> fresh) {
        var there = new There(new HashMap<>(), new HashMap<>());
        database.sql("""
                        SELECT mark, id, withdrawn_at IS NULL AS live FROM fingerprints.entry
                        WHERE list = :list AND mark = ANY(:contents) AND withdrawn_at IS NULL
                        UNION ALL
                        SELECT mark, id, false FROM fingerprints.entry
                        WHERE list = :list AND mark = ANY(:contents) AND withdrawn_by IS NOT NULL
                          AND withdrawn_reason <> 'expired'
                        """)
                .param("list", target.list().value())
                .param("contents", contents(fresh))
                .query(row -> {
                    var content = ByteBuffer.wrap(row.getBytes("mark"));
                    (row.getBoolean("live") ? there.live() : there.heldBack())
                            .put(content, new EntryId(row.getObject("id", UUID.class)));
                });
        // Whom people put back after taking it off stands.
        there.heldBack().keySet().removeAll(there.live().keySet());
        return there;
    }

    private Map<ByteBuffer, EntryId> insert(List<After> fresh, There there) {
        var entries = new HashMap<>(there.live());
        entries.putAll(there.heldBack());
        var added = new LinkedHashMap<EntryId, After>();
        for (var after : fresh) {
            if (!entries.containsKey(after.content())) {
                var entry = EntryId.random();
                entries.put(after.content(), entry);
                added.put(entry, after);
            }
        }
        if (added.isEmpty()) {
            return entries;
        }
        var bundle = seals.bundle();
        var key = bundle.key(Purpose.ITEM);
        seals.store(List.of(bundle));
        writes.run(Write.of(
                """
                INSERT INTO fingerprints.entry (id, list, mark, sealed, provenance, classification, source, added_at)
                SELECT u.id, ?, u.mark, u.sealed, ?, u.classification, ?, ?
                FROM unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::text[]) AS u (id, mark, sealed, classification)
                """,
                target.list().value(),
                target.provenance(),
                target.source().value(),
                now,
                ids(added.keySet()),
                contents(List.copyOf(added.values())),
                added.entrySet().stream()
                        .map(one -> seals.seal(
                                key,
                                Recognition.place(one.getKey()),
                                one.getValue().hashes().bytes()))
                        .toArray(byte[][]::new),
                added.values().stream().map(After::classification).toArray(String[]::new)));
        var hashes = new LinkedHashMap<EntryId, Hashes>();
        added.forEach((entry, after) -> hashes.put(entry, after.hashes()));
        found.store(hashes);
        return entries;
    }

    private void name(List<After> fresh, Map<ByteBuffer, EntryId> entries) {
        if (fresh.isEmpty()) {
            return;
        }
        var bundle = seals.bundle();
        var key = bundle.key(Purpose.ITEM);
        seals.store(List.of(bundle));
        writes.run(Write.of(
                """
                INSERT INTO fingerprints.foreign_entry (source, mark, entry, sealed)
                SELECT ?, u.mark, u.entry, u.sealed
                FROM unnest(?::bytea[], ?::uuid[], ?::bytea[]) AS u (mark, entry, sealed)
                ON CONFLICT (source, mark) DO UPDATE SET entry = excluded.entry, sealed = excluded.sealed
                """,
                target.source().value(),
                marks(fresh.stream().map(After::mark).toList()),
                fresh.stream()
                        .map(after -> Optional.ofNullable(entries.get(after.content()))
                                .orElseThrow()
                                .value())
                        .toArray(UUID[]::new),
                fresh.stream()
                        .map(after -> seals.seal(
                                key,
                                ForeignEntries.place(after.mark()),
                                after.name().bytes()))
                        .toArray(byte[][]::new)));
    }

    /** Drops the names that went and returns the entries they stood for. */
    private Set<EntryId> forget() {
        var all = new ArrayList<>(gone);
        all.addAll(unusable);
        if (all.isEmpty()) {
            return new LinkedHashSet<>();
        }
        return new LinkedHashSet<>(database.sql("""
                        DELETE FROM fingerprints.foreign_entry WHERE source = :source AND mark = ANY(:marks)
                        RETURNING entry
                        """)
                .param("source", target.source().value())
                .param("marks", marks(all))
                .query((row, number) -> new EntryId(row.getObject("entry", UUID.class)))
                .list());
    }

    /** Of the entries that lost a name, those that have none left and that no person put there. */
    private void withdraw(Set<EntryId> left) {
        if (left.isEmpty()) {
            return;
        }
        var withdrawn = database.sql("""
                        UPDATE fingerprints.entry e
                        SET withdrawn_at = :at, withdrawn_reason = :reason, changed = nextval('fingerprints.change')
                        WHERE e.id = ANY(:entries) AND e.source = :source AND e.withdrawn_at IS NULL
                          AND NOT EXISTS (SELECT 1 FROM fingerprints.foreign_entry f WHERE f.entry = e.id)
                        RETURNING e.id
                        """)
                .param("entries", ids(left))
                .param("source", target.source().value())
                .param("reason", TAKEN_BACK)
                .param("at", now)
                .query((row, number) -> new EntryId(row.getObject("id", UUID.class)))
                .list();
        found.drop(withdrawn);
        withdrawn.forEach(entry -> audit.record(AuditEntry.of(
                ForeignEntries.ACTOR,
                "fingerprints.entry-withdrawn",
                "entry:" + entry,
                Map.of("source", target.source().toString()))));
    }

    // A later copy of the same content may say another grade.
    private void reclassify(Map<Mark, Before> before) {
        var same = standing.values().stream()
                .filter(after -> before.containsKey(after.mark()))
                .toList();
        if (same.isEmpty()) {
            return;
        }
        writes.run(Write.of(
                """
                UPDATE fingerprints.entry e SET classification = u.classification
                FROM unnest(?::bytea[], ?::text[]) AS u (mark, classification)
                WHERE e.list = ? AND e.mark = u.mark AND e.source = ? AND e.withdrawn_at IS NULL
                  AND e.classification <> u.classification
                """,
                contents(same),
                same.stream().map(After::classification).toArray(String[]::new),
                target.list().value(),
                target.source().value()));
    }

    private static byte[][] marks(Collection<Mark> marks) {
        return marks.stream().map(Mark::bytes).toArray(byte[][]::new);
    }

    private static UUID[] ids(Collection<EntryId> entries) {
        return entries.stream().map(EntryId::value).toArray(UUID[]::new);
    }
}
