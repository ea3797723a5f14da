package org.egide.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.egide.audit.Appending;
import org.egide.audit.Audit;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.Write;
import org.egide.platform.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes sealed reports, many at once: one statement for each table, whatever their number. */
@Component
final class IntakeStore {
    private final JdbcClient database;
    private final Seals seals;
    private final Audit audit;
    private final Transaction transaction;
    private final Writes writes;
    private final ReceiptCodes codes;

    IntakeStore(
            JdbcClient database, Seals seals, Audit audit, Transaction transaction, Writes writes, ReceiptCodes codes) {
        this.database = database;
        this.transaction = transaction;
        this.writes = writes;
        this.seals = seals;
        this.audit = audit;
        this.codes = codes;
    }

    /**
     * Stores them and returns when they are durable, supposing that none was sent before; a {@code DuplicateKeyException} says that one
     * was, and none was stored.
     */
    List<Receipt> insertFresh(List<Draft> drafts) {
        var trail = drafts.stream().allMatch(Draft::standsAlone)
                ? audit.appending(
                        drafts.stream().map(draft -> draft.clear().accepted()).toList())
                : Optional.<Appending>empty();
        if (trail.isEmpty()) {
            transaction.run(() -> store(drafts));
        } else {
            commit(drafts, trail.get());
        }
        return drafts.stream()
                .map(draft -> new Receipt(draft.id(), draft.at(), false))
                .toList();
    }

    private void commit(List<Draft> drafts, Appending trail) {
        try {
            writes.commit(
                    List.of(seals.storing(drafts.stream().map(Draft::keys).toList()), reports(drafts), trail.write()));
        } catch (DataAccessException e) {
            trail.failed();
            throw e;
        }
        trail.happened();
    }

    /** Stores them and returns when they are durable; a report that had been sent before gets its first receipt again. */
    List<Receipt> insert(List<Draft> drafts) {
        return transaction.in(() -> insertUnknown(drafts));
    }

    private List<Receipt> insertUnknown(List<Draft> drafts) {
        var known = known(drafts);
        var fresh = new LinkedHashMap<Object, Draft>();
        for (var draft : drafts) {
            var key = key(draft);
            if (!known.containsKey(key)) {
                fresh.putIfAbsent(key, draft);
            }
        }
        store(List.copyOf(fresh.values()));
        var receipts = new ArrayList<Receipt>(drafts.size());
        for (var draft : drafts) {
            var before = known.get(key(draft));
            var first = fresh.get(key(draft));
            if (before != null) {
                receipts.add(before);
            } else {
                var kept = java.util.Objects.requireNonNull(first);
                receipts.add(new Receipt(kept.id(), kept.at(), kept != draft));
            }
        }
        return receipts;
    }

    private static Object key(Draft draft) {
        return draft.told().key().isPresent()
                ? List.of(draft.told().source().orElse(""), draft.told().key().get())
                : draft.id();
    }

    private Map<Object, Receipt> known(List<Draft> drafts) {
        var known = stored(drafts);
        var keyed =
                drafts.stream().filter(draft -> draft.told().key().isPresent()).toList();
        if (keyed.isEmpty()) {
            return known;
        }
        database.sql("""
                        SELECT r.id, r.source, r.source_key, r.accepted_at FROM report.report r
                        JOIN unnest(:sources::text[], :keys::text[]) AS asked (source, source_key)
                          ON r.source = asked.source AND r.source_key = asked.source_key
                        """)
                .param("sources", texts(keyed, draft -> draft.told().source().orElse("")))
                .param("keys", texts(keyed, draft -> draft.told().key().orElse("")))
                .query((row, number) -> known.putIfAbsent(
                        List.of(row.getString("source"), row.getString("source_key")),
                        new Receipt(
                                new ReportId(row.getObject("id", UUID.class)),
                                row.getTimestamp("accepted_at").toInstant(),
                                true)))
                .list();
        return known;
    }

    /** Those that are there although the answer to their message was lost: the connection may end between commit and answer. */
    private Map<Object, Receipt> stored(List<Draft> drafts) {
        var ids = database.sql("SELECT id FROM report.report WHERE id = ANY(:ids::uuid[])")
                .param("ids", texts(drafts, draft -> draft.clear().id()))
                .query(UUID.class)
                .set();
        var stored = new HashMap<Object, Receipt>();
        drafts.stream()
                .filter(draft -> ids.contains(draft.id().value()))
                .forEach(draft -> stored.put(key(draft), new Receipt(draft.id(), draft.at(), false)));
        return stored;
    }

    private void store(List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        seals.store(drafts.stream().map(Draft::keys).toList());
        writes.run(reports(drafts));
        walls(drafts);
        files(drafts);
        codes(drafts);
        drafts.forEach(draft -> audit.record(draft.clear().accepted()));
    }

    private static Write reports(List<Draft> drafts) {
        return Write.of(
                """
                INSERT INTO report.report (id, desk, door, reporter, language, forms, acts, facts, urgent, accepted_at,
                    source, source_key, raw_type, raw_size, raw, narrative, identity, items, step, announced)
                SELECT *, 'RECEIVED', false FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                    ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])
                """,
                texts(drafts, draft -> draft.clear().id()),
                texts(drafts, draft -> draft.clear().desk()),
                texts(drafts, draft -> draft.clear().door()),
                texts(drafts, draft -> draft.clear().reporter()),
                texts(drafts, draft -> draft.clear().language()),
                texts(drafts, draft -> draft.clear().forms()),
                texts(drafts, draft -> draft.clear().acts()),
                texts(drafts, draft -> draft.clear().facts()),
                drafts.stream().map(Draft::urgent).toArray(Boolean[]::new),
                texts(drafts, draft -> draft.at().toString()),
                texts(drafts, draft -> draft.told().source().orElse(null)),
                texts(drafts, draft -> draft.told().key().orElse(null)),
                texts(drafts, draft -> draft.told().raw().mediaType()),
                drafts.stream().map(draft -> (long) draft.raw().length).toArray(Long[]::new),
                bytes(drafts, Draft::raw),
                bytes(drafts, Draft::narrative),
                bytes(drafts, Draft::identity),
                bytes(drafts, Draft::items));
    }

    private void walls(List<Draft> drafts) {
        var claimed = drafts.stream()
                .filter(Draft::namesInsider)
                .map(draft -> draft.clear().id())
                .toList();
        if (!claimed.isEmpty()) {
            writes.run(Walls.claims(claimed));
        }
    }

    /** Binds files that were kept before to their report; a file that is bound already is refused. */
    private void files(List<Draft> drafts) {
        for (var draft : drafts) {
            for (var item : draft.told().items()) {
                item.file().ifPresent(file -> {
                    var bound = database.sql(
                                    "UPDATE report.file SET report = :report WHERE id = :id AND report IS NULL")
                            .param("report", draft.id().value())
                            .param("id", file.value())
                            .update();
                    if (bound == 0) {
                        throw Refusal.because("unknown-file", "A file that the report names is not there.");
                    }
                });
            }
        }
    }

    private void codes(List<Draft> drafts) {
        for (var draft : drafts) {
            draft.told().code().ifPresent(code -> codes.keep(code, Subject.of(draft.id())));
        }
    }

    // No streams here: twenty short arrays for each commit.
    private static Object[] texts(List<Draft> drafts, Function<Draft, @Nullable String> text) {
        var texts = new String[drafts.size()];
        Arrays.setAll(texts, place -> text.apply(drafts.get(place)));
        return texts;
    }

    private static Object[] bytes(List<Draft> drafts, Function<Draft, byte @Nullable []> part) {
        var bytes = new byte[drafts.size()][];
        Arrays.setAll(bytes, place -> part.apply(drafts.get(place)));
        return bytes;
    }
}
