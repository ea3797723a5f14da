package org.egide.report;

import java.util.Optional;
import org.egide.keys.Place;
import org.egide.keys.ReturnKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Seals what is written to a reporter, so that it opens with the code alone ({@link Return#key()}). */
@Component
public final class ReporterSeals {
    private final JdbcClient database;
    private final ReturnKeys keys;

    ReporterSeals(JdbcClient database, ReturnKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** The bytes sealed for the reporter; nothing when the subject has no code. */
    public Optional<byte[]> seal(Subject subject, Place place, byte[] plain) {
        return database.sql("""
                        SELECT public_key FROM report.code
                        WHERE subject = coalesce((SELECT first FROM report.code_also WHERE subject = :subject), :subject)
                        """)
                .param("subject", subject.id())
                .query((row, number) -> row.getBytes("public_key"))
                .optional()
                .map(key -> keys.seal(key, place, plain));
    }
}
