package org.egide.report.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.FileId;
import org.egide.staff.OpenSession;
import org.egide.staff.SecretToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Permissions to look at one picture once: a minute long, bound to the session that asked, recorded with the reason. The original
 * needs a look at the reduced picture in the same session before.
 */
@Component
final class Looks {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration REDUCED_COUNTS = Duration.ofMinutes(15);

    /** How much of the picture is shown. */
    enum Detail {
        REDUCED,
        ORIGINAL
    }

    /** One permitted look. */
    record Look(FileId file, Detail detail, String reason) {}

    private final JdbcClient database;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Looks(JdbcClient database, Transaction transaction, Audit audit, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    SecretToken permit(OpenSession session, FileId file, Detail detail, Reason reason) {
        var token = SecretToken.random();
        var now = clock.instant();
        transaction.run(() -> {
            if (detail == Detail.ORIGINAL && !reducedSeen(session, file, now)) {
                throw Refusal.withStatus(409, "reduced-first", "Look at the reduced picture first.");
            }
            database.sql("""
                            INSERT INTO report.look (hash, file, session, detail, reason, made, ends)
                            VALUES (:hash, :file, :session, :detail, :reason, :made, :ends)
                            """)
                    .param("hash", token.hash())
                    .param("file", file.value())
                    .param("session", session.id())
                    .param("detail", detail.name())
                    .param("reason", reason.code())
                    .param("made", now.atOffset(ZoneOffset.UTC))
                    .param("ends", now.plus(LIFE).atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(AuditEntry.of(
                    session.person().actor(),
                    "report.look-permitted",
                    "file:" + file,
                    Map.of("detail", detail.name(), "reason", reason.code())));
        });
        return token;
    }

    private boolean reducedSeen(OpenSession session, FileId file, Instant now) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM report.look
                        WHERE session = :session AND file = :file AND detail = 'REDUCED' AND used > :since)
                        """)
                .param("session", session.id())
                .param("file", file.value())
                .param("since", now.minus(REDUCED_COUNTS).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Uses a permission up, in the running transaction; nothing for another session, a second time or too late. */
    Optional<Look> use(OpenSession session, SecretToken token) {
        return database.sql("""
                        UPDATE report.look SET used = :now
                        WHERE hash = :hash AND session = :session AND used IS NULL AND ends > :now
                        RETURNING file, detail, reason
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("hash", token.hash())
                .param("session", session.id())
                .query((row, number) -> new Look(
                        new FileId(row.getObject("file", UUID.class)),
                        Detail.valueOf(row.getString("detail")),
                        row.getString("reason")))
                .optional();
    }
}
