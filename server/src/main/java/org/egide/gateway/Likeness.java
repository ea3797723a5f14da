package org.egide.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.keys.Opener;
import org.egide.platform.Transaction;
import org.egide.report.Door;
import org.egide.report.KeptFile;
import org.egide.report.NewReport;
import org.egide.report.Reports;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Recognises bytes that were sent before, by a keyed hash that says nothing without the keyring. A process that holds no keyring
 * recognises nothing and keeps everything: a copy too many is better than a report too few.
 */
@Component
final class Likeness {
    private final Opener opener;
    private final Reports reports;
    private final JdbcClient database;
    private final Transaction transaction;
    private final Clock clock;

    Likeness(Opener opener, Reports reports, JdbcClient database, Transaction transaction, Clock clock) {
        this.opener = opener;
        this.reports = reports;
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<byte[]> ofFile(KeptFile kept) {
        return of("gateway.file", kept.fingerprints().exact().sha256().getBytes(StandardCharsets.US_ASCII));
    }

    Optional<byte[]> ofDetails(byte[] details) {
        return of("gateway.details", details);
    }

    private Optional<byte[]> of(String domain, byte[] bytes) {
        return opener.holdsKeys() ? Optional.of(opener.blindIndex(domain, bytes)) : Optional.empty();
    }

    /** Keeps what could not be read and puts it before a person; the same bytes again are counted, not kept twice. */
    UUID keep(ProviderId provider, Door door, Optional<String> source, Actor actor, NewReport.Raw raw, String reason) {
        var index = of("gateway.refused " + reason, raw.bytes());
        if (index.isEmpty()) {
            return reports.keepUnread(door, source, actor, raw, reason);
        }
        return transaction.in(() -> {
            // The same bytes at the same time, from a client that does not wait: one of them waits here.
            database.sql("SELECT pg_advisory_xact_lock(:key)::text")
                    .param("key", java.nio.ByteBuffer.wrap(index.get()).getLong())
                    .query(String.class)
                    .single();
            return again(provider, index.get())
                    .orElseGet(
                            () -> first(provider, index.get(), reports.keepUnread(door, source, actor, raw, reason)));
        });
    }

    private Optional<UUID> again(ProviderId provider, byte[] index) {
        return database.sql("""
                        UPDATE gateway.refused SET times = times + 1, last = :now
                        WHERE provider = :provider AND bytes_index = :index RETURNING submission
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("provider", provider.value())
                .param("index", index)
                .query((row, line) -> row.getObject(1, UUID.class))
                .optional();
    }

    private UUID first(ProviderId provider, byte[] index, UUID submission) {
        database.sql("""
                        INSERT INTO gateway.refused (provider, bytes_index, submission, times, last)
                        VALUES (:provider, :index, :submission, 1, :now)
                        """)
                .param("provider", provider.value())
                .param("index", index)
                .param("submission", submission)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return submission;
    }
}
