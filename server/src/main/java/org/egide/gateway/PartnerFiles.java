package org.egide.gateway;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.FileId;
import org.egide.report.ItemKind;
import org.egide.report.KeptFile;
import org.egide.report.NewItem;
import org.egide.report.NewReport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files that a partner sends before the report that names them. Each belongs to its sender and to one report. */
@Component
final class PartnerFiles {
    private final JdbcClient database;
    private final Transaction transaction;
    private final Likeness likeness;
    private final NamedFiles named;
    private final Audit audit;
    private final Clock clock;

    PartnerFiles(
            JdbcClient database,
            Transaction transaction,
            Likeness likeness,
            NamedFiles named,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.likeness = likeness;
        this.named = named;
        this.audit = audit;
        this.clock = clock;
    }

    /** Remembers whose file it is; the same bytes sent again before any report names them have the same id. */
    FileId add(Provider provider, KeptFile kept) {
        var file = firstOf(provider, kept);
        if (!file.equals(kept.id())) {
            named.dropUnlessNamed(provider, kept.id());
        }
        return file;
    }

    private FileId firstOf(Provider provider, KeptFile kept) {
        return transaction.in(() -> {
            var index = likeness.ofFile(kept);
            var before = index.flatMap(bytes -> database.sql("""
                            SELECT file FROM gateway.partner_file
                            WHERE provider = :provider AND bytes_index = :index AND claimed_by IS NULL
                            ORDER BY kept_at LIMIT 1
                            """)
                    .param("provider", provider.id().value())
                    .param("index", bytes)
                    .query((row, line) -> new FileId(row.getObject(1, UUID.class)))
                    .optional());
            return before.orElseGet(() -> insert(provider, kept, index.orElse(null)));
        });
    }

    private FileId insert(Provider provider, KeptFile kept, byte @Nullable [] index) {
        database.sql("""
                        INSERT INTO gateway.partner_file (file, provider, bytes_index, kept_at)
                        VALUES (:file, :provider, :index, :now)
                        """)
                .param("file", kept.id().value())
                .param("provider", provider.id().value())
                .param("index", index)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(AuditEntry.of(provider.actor(), "gateway.partner-file-added", "file:" + kept.id()));
        return kept.id();
    }

    /** Gives the files that a report names to that report; sending the report again changes nothing. Costs nothing without files. */
    void claim(Provider provider, NewReport report) {
        var files = report.items().stream()
                .filter(item -> item.kind() == ItemKind.FILE)
                .map(NewItem::file)
                .flatMap(Optional::stream)
                .toList();
        if (files.isEmpty()) {
            return;
        }
        if (files.stream().distinct().count() < files.size()) {
            throw Refusal.because("file-used", "A report names each file once.");
        }
        transaction.run(() -> claim(provider, report.key().orElseThrow(), files));
    }

    private void claim(Provider provider, String key, List<FileId> files) {
        for (var file : files) {
            var claimed = database.sql("""
                            UPDATE gateway.partner_file SET claimed_by = :key
                            WHERE file = :file AND provider = :provider AND (claimed_by IS NULL OR claimed_by = :key)
                            """)
                    .param("key", key)
                    .param("file", file.value())
                    .param("provider", provider.id().value())
                    .update();
            if (claimed == 0) {
                throw Refusal.because("unknown-file", "A file is not there, not yours or part of another report.");
            }
        }
    }
}
