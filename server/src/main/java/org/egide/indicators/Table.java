package org.egide.indicators;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts by row and column, as they are: never published like this. */
record Table(List<String> rows, List<String> columns, long[][] counts) {
    Table {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
        var width = columns.size();
        if (counts.length != rows.size()
                || Arrays.stream(counts)
                        .anyMatch(
                                row -> row.length != width || Arrays.stream(row).anyMatch(n -> n < 0))) {
            throw new IllegalArgumentException("a table has a count of at least 0 for each row and column");
        }
    }

    long count(int row, int column) {
        return counts[row][column];
    }

    long rowTotal(int row) {
        return Arrays.stream(counts[row]).sum();
    }

    long columnTotal(int column) {
        return Arrays.stream(counts).mapToLong(row -> row[column]).sum();
    }

    long total() {
        return IntStream.range(0, rows.size()).mapToLong(this::rowTotal).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table table
                && rows.equals(table.rows)
                && columns.equals(table.columns)
                && Arrays.deepEquals(counts, table.counts);
    }

    @Override
    public int hashCode() {
        return 31 * rows.hashCode() + Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return "Table[" + rows.size() + " x " + columns.size() + "]";
    }
}
