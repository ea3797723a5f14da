package org.egide.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes sealed reports, many at once: one statement for each table, whatever their number. */
@Component
final class IntakeStore {
    private final JdbcClient database;
    private final Seals seals;
    private final Audit audit;

    IntakeStore(JdbcClient database, Seals seals, Audit audit) {
        this.database = database;
        this.seals = seals;
        this.audit = audit;
    }

    /**
     * Stores them in the running transaction, supposing that none was sent before; a {@code DuplicateKeyException} says that one was.
     */
    List<Receipt> insertFresh(List<Draft> drafts) {
        store(drafts);
        return drafts.stream()
                .map(draft -> new Receipt(draft.id(), draft.at(), false))
                .toList();
    }

    /** Stores them in the running transaction; a report that had been sent before gets its first receipt again. */
    List<Receipt> insert(List<Draft> drafts) {
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
        var keyed =
                drafts.stream().filter(draft -> draft.told().key().isPresent()).toList();
        var known = new HashMap<Object, Receipt>();
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
                .query((row, number) -> known.put(
                        List.of(row.getString("source"), row.getString("source_key")),
                        new Receipt(
                                new ReportId(row.getObject("id", UUID.class)),
                                row.getTimestamp("accepted_at").toInstant(),
                                true)))
                .list();
        return known;
    }

    private void store(List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        seals.store(drafts.stream().map(Draft::keys).toList());
        reports(drafts);
        files(drafts);
        codes(drafts);
        for (var draft : drafts) {
            audit.record(AuditEntry.of(
                    draft.told().actor(),
                    "intake.accepted",
                    "report:" + draft.id(),
                    Map.of(
                            "door",
                            draft.told().door().name(),
                            "desk",
                            draft.desk().toString())));
        }
    }

    private void reports(List<Draft> drafts) {
        database.sql("""
                        INSERT INTO report.report (id, desk, door, reporter, language, forms, acts, facts, urgent,
                            accepted_at, source, source_key, raw_type, raw_size, raw, narrative, identity, items,
                            step, announced)
                        SELECT *, 'RECEIVED', false FROM unnest(:ids::uuid[], :desks::uuid[], :doors::text[],
                            :reporters::text[], :languages::text[], :forms::text[], :acts::text[], :facts::text[],
                            :urgent::boolean[], :at::timestamptz[], :sources::text[], :keys::text[], :types::text[],
                            :sizes::bigint[], :raw::bytea[], :narratives::bytea[], :identities::bytea[],
                            :items::bytea[])
                        """)
                .param("ids", texts(drafts, draft -> draft.id().toString()))
                .param("desks", texts(drafts, draft -> draft.desk().toString()))
                .param("doors", texts(drafts, draft -> draft.told().door().name()))
                .param(
                        "reporters",
                        texts(drafts, draft -> draft.told().reporter().name()))
                .param(
                        "languages",
                        texts(drafts, draft -> draft.told().language().code()))
                .param("forms", texts(drafts, draft -> names(draft.told().forms())))
                .param("acts", texts(drafts, draft -> names(draft.told().acts())))
                .param(
                        "facts",
                        texts(drafts, draft -> FactLine.write(draft.told().facts())))
                .param("urgent", texts(drafts, draft -> String.valueOf(draft.urgent())))
                .param("at", texts(drafts, draft -> draft.at().toString()))
                .param(
                        "sources",
                        nullable(drafts, draft -> draft.told().source().orElse(null)))
                .param("keys", nullable(drafts, draft -> draft.told().key().orElse(null)))
                .param("types", texts(drafts, draft -> draft.told().raw().mediaType()))
                .param(
                        "sizes",
                        texts(drafts, draft -> String.valueOf(draft.told().raw().bytes().length)))
                .param("raw", drafts.stream().map(Draft::raw).toArray(byte[][]::new))
                .param("narratives", drafts.stream().map(Draft::narrative).toArray(byte[][]::new))
                .param("identities", drafts.stream().map(Draft::identity).toArray(byte[][]::new))
                .param("items", drafts.stream().map(Draft::items).toArray(byte[][]::new))
                .update();
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
            draft.told()
                    .code()
                    .ifPresent(code -> database.sql("""
                            INSERT INTO report.code (selector, report, salt, tag)
                            VALUES (:selector, :report, :salt, :tag)
                            """)
                            .param("selector", code.selector())
                            .param("report", draft.id().value())
                            .param("salt", code.salt())
                            .param("tag", code.tag())
                            .update());
        }
    }

    private static String names(java.util.Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private static <T> Object[] nullable(List<T> rows, Function<T, @org.jspecify.annotations.Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }
}
