package org.egide.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reading the audit record: by stream, newest first, or all that concerns one subject, oldest first. */
@Component
public final class AuditTrail {
    private final JdbcClient database;

    AuditTrail(JdbcClient database) {
        this.database = database;
    }

    /** One row: {@code actor} is kind and id, {@code details} are ids, codes and reasons. */
    public record Row(
            String stream,
            long sequence,
            Instant at,
            String actor,
            String action,
            String subject,
            Map<String, String> details) {}

    /** The names of all streams. */
    public List<String> streams() {
        return database.sql("SELECT stream FROM audit.head ORDER BY stream")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** At most {@code limit} rows of the stream with a sequence below {@code before}, newest first. */
    public List<Row> page(String stream, long before, int limit) {
        return database.sql("""
                        SELECT * FROM audit.record
                        WHERE stream = :stream AND sequence < :before
                        ORDER BY sequence DESC LIMIT :limit
                        """)
                .param("stream", stream)
                .param("before", before)
                .param("limit", Math.clamp(limit, 1, 500))
                .query((row, number) -> row(row))
                .list();
    }

    /** All rows on one subject, oldest first: the custody of a report is made from them. */
    public List<Row> of(String subject) {
        return database.sql("SELECT * FROM audit.record WHERE subject = :subject ORDER BY at, stream, sequence")
                .param("subject", subject)
                .query((row, number) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("stream"),
                row.getLong("sequence"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                Link.details(row.getString("details")));
    }
}
