package org.egide.testing;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks through every table for what should not be there. */
public final class Traces {
    private Traces() {}

    /**
     * The columns, as {@code schema.table.column}, in which a row that names the id, or any key epoch, holds a time whose second is that of
     * {@code allowed}, but not {@code allowed} itself. A test whose clock moves by whole minutes finds so every moment it had.
     */
    public static List<String> ofMoment(JdbcClient database, String id, Instant allowed) {
        var found = new ArrayList<String>();
        var tables = database.sql("""
                        SELECT c.table_schema || '.' || c.table_name AS path, string_agg(quote_ident(c.column_name), ',') AS times
                        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
                        WHERE c.data_type LIKE 'timestamp%' AND t.table_type = 'BASE TABLE'
                          AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
                        GROUP BY 1
                        """)
                .query((row, number) ->
                        entry(row.getString("path"), row.getString("times").split(",")))
                .list();
        assertThat(tables).hasSizeGreaterThan(20);
        for (var table : tables) {
            for (var column : table.getValue()) {
                var count = database.sql("""
                                SELECT count(*) FROM %1$s AS t
                                WHERE (t::text LIKE :id OR t::text LIKE :epoch) AND %2$s <> :allowed
                                  AND extract(second FROM %2$s) = extract(second FROM :allowed)
                                """.formatted(table.getKey(), column))
                        .param("id", "%" + id + "%")
                        .param("epoch", table.getKey().equals("keys.epoch") ? "%" : "nothing")
                        .param("allowed", allowed.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single();
                if (count > 0) {
                    found.add(table.getKey() + "." + column);
                }
            }
        }
        return found;
    }
}
