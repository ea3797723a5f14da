package org.egide.report.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.egide.report.FileId;
import org.egide.report.ItemKind;
import org.egide.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a report holds sealed, known without opening anything: which parts there are, how many things of each kind, which files. */
@Component
final class SealedParts {
    private final JdbcClient database;

    SealedParts(JdbcClient database) {
        this.database = database;
    }

    Inventory of(ReportId report) {
        return database.sql("""
                        SELECT narrative IS NOT NULL AS narrative, identity IS NOT NULL AS identity
                        FROM report.report WHERE id = :id
                        """)
                .param("id", report.value())
                .query((row, number) -> new Inventory(
                        row.getBoolean("narrative"), row.getBoolean("identity"), kinds(report), files(report)))
                .single();
    }

    private Map<ItemKind, Integer> kinds(ReportId report) {
        var kinds = new LinkedHashMap<ItemKind, Integer>();
        database.sql("SELECT kind, count(*) AS count FROM report.item WHERE report = :id GROUP BY kind ORDER BY kind")
                .param("id", report.value())
                .query(row -> {
                    kinds.put(ItemKind.valueOf(row.getString("kind")), row.getInt("count"));
                });
        return kinds;
    }

    List<KeptFileLine> files(ReportId report) {
        return database.sql("""
                        SELECT f.id, f.size FROM report.item i JOIN report.file f ON f.id = i.file
                        WHERE i.report = :id ORDER BY i.ordinal
                        """)
                .param("id", report.value())
                .query((row, number) ->
                        new KeptFileLine(new FileId(row.getObject("id", UUID.class)), row.getLong("size")))
                .list();
    }
}
