package org.egide.helpline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Unmet needs of one quarter, by region and column, as they may be shown (S9 of front-door-and-care): a count below {@link #THRESHOLD} is
 * never shown, and neither is any sum that holds one. Of such a sum, only what its shown counts add up to is told: "at least".
 *
 * <p>Why this is enough: what is shown would be the same, to the last digit, whatever the hidden counts are. So differencing finds
 * nothing, even for somebody who knows this rule; withholding a larger count beside a small one, as is often done, would tell such a
 * reader why it was chosen.
 */
record GapTable(List<String> columns, List<Row> rows) {
    /** Counts below this are never shown. */
    static final long THRESHOLD = 10;

    /** A region as shown: each count where it is not below the threshold, their sum, and whether that is all. */
    record Row(String region, List<OptionalLong> shown, long sum, boolean all) {
        Row {
            shown = List.copyOf(shown);
        }
    }

    GapTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The table of the true counts, one line of counts for each region. */
    static GapTable of(List<String> regions, List<String> columns, long[][] counts) {
        if (counts.length != regions.size() || Arrays.stream(counts).anyMatch(line -> line.length != columns.size())) {
            throw new IllegalArgumentException("a count for each region and column");
        }
        var rows = new ArrayList<Row>();
        for (var region = 0; region < regions.size(); region++) {
            rows.add(row(regions.get(region), counts[region]));
        }
        return new GapTable(columns, rows);
    }

    private static Row row(String region, long[] counts) {
        if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a count is at least 0");
        }
        var shown = Arrays.stream(counts)
                .mapToObj(count -> count < THRESHOLD ? OptionalLong.empty() : OptionalLong.of(count))
                .toList();
        return new Row(
                region,
                shown,
                shown.stream().mapToLong(count -> count.orElse(0)).sum(),
                shown.stream().allMatch(OptionalLong::isPresent));
    }

    /** What the shown counts of a column add up to, and whether that is all. */
    Row below(int column) {
        var shown = rows.stream().map(row -> row.shown().get(column)).toList();
        return new Row(
                columns.get(column),
                shown,
                shown.stream().mapToLong(count -> count.orElse(0)).sum(),
                shown.stream().allMatch(OptionalLong::isPresent));
    }

    /** The columns of which anything is shown. */
    List<Integer> telling() {
        return IntStream.range(0, columns.size())
                .filter(column -> below(column).sum() > 0)
                .boxed()
                .toList();
    }
}
