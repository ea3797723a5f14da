package org.egide.report.desk;

import java.util.List;
import java.util.UUID;
import org.egide.report.FileId;
import org.egide.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a report holds sealed, known without opening anything: which parts there are and which files. */
@Component
final class SealedParts {
    private final JdbcClient database;

    SealedParts(JdbcClient database) {
        this.database = database;
    }

    Inventory of(ReportId report) {
        return database.sql("""
                        SELECT narrative IS NOT NULL AS narrative, identity IS NOT NULL AS identity,
                               items IS NOT NULL AS items
                        FROM report.report WHERE id = :id
                        """)
                .param("id", report.value())
                .query((row, number) -> new Inventory(
                        row.getBoolean("narrative"),
                        row.getBoolean("identity"),
                        row.getBoolean("items"),
                        files(report)))
                .single();
    }

    List<KeptFileLine> files(ReportId report) {
        return database.sql("SELECT id, size FROM report.file WHERE report = :id ORDER BY kept_at, id")
                .param("id", report.value())
                .query((row, number) ->
                        new KeptFileLine(new FileId(row.getObject("id", UUID.class)), row.getLong("size")))
                .list();
    }
}
