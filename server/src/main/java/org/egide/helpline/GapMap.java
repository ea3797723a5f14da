package org.egide.helpline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where help is missing (R74.3): one quarter at a time, all regions, all needs, and nothing else can be asked. The counts come from a
 * table that was counted when it happened, never from the contacts.
 */
@Component
final class GapMap {
    /** The two ways in which help is missing, as columns beside the need. */
    enum Missing {
        ANSWER,
        HELP;

        static Missing of(Gap gap) {
            return switch (gap) {
                case UNANSWERED -> ANSWER;
                case NO_SERVICE, REFUSED, TOO_FAR, TOO_LATE -> HELP;
            };
        }
    }

    private final JdbcClient database;

    GapMap(JdbcClient database) {
        this.database = database;
    }

    /** A column: a need and what was missing. */
    record Column(Need need, Missing missing) {
        String text() {
            return need + "." + missing.name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (var need : Need.values()) {
            for (var missing : Missing.values()) {
                columns.add(new Column(need, missing));
            }
        }
        return columns;
    }

    /** The quarters in which anything was counted, newest first. */
    List<String> quarters() {
        return database.sql("SELECT DISTINCT quarter FROM helpline.unmet ORDER BY quarter DESC")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** The quarter as it may be shown. */
    GapTable of(String quarter) {
        var columns = columns();
        var counts = new TreeMap<String, long[]>();
        database.sql("SELECT region, need, gap, number FROM helpline.unmet WHERE quarter = :quarter")
                .param("quarter", quarter)
                .query(row -> {
                    var column = columns.indexOf(new Column(
                            Need.valueOf(row.getString("need")), Missing.of(Gap.valueOf(row.getString("gap")))));
                    counts.computeIfAbsent(row.getString("region"), region -> new long[columns.size()])[column] +=
                            row.getLong("number");
                });
        return table(counts);
    }

    static GapTable table(Map<String, long[]> counts) {
        var regions = List.copyOf(new TreeSet<>(counts.keySet()));
        return GapTable.of(
                regions,
                columns().stream().map(Column::text).toList(),
                regions.stream().map(counts::get).toArray(long[][]::new));
    }
}
