package org.egide.indicators;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tries what a reader with a computer would try: from everything published, how closely can each cell below the threshold be
 * computed? A cell is safe when every count from 0 to 9 is possible. The answer is exact, not estimated: cells, line totals and the
 * grand total are a flow from lines to columns, the true counts are one such flow, and pushing it as far as the published bounds
 * allow gives the smallest and the greatest count that a cell can have.
 */
final class Auditor {
    private final Release release;
    private final int rows;
    private final int columns;
    /** Nodes: 0 source, then lines, then columns, last the sink. Room left to push from one node to another. */
    private final long[][] room;

    private Auditor(Release release) {
        this.release = release;
        this.rows = release.table().rows().size();
        this.columns = release.table().columns().size();
        this.room = new long[rows + columns + 2][rows + columns + 2];
        reset();
    }

    /** The first withheld cell that could be computed too closely, line by line. */
    static Optional<Release.Cell> firstUnsafe(Release release) {
        for (var row = 0; row < release.table().rows().size(); row++) {
            for (var column = 0; column < release.table().columns().size(); column++) {
                if (release.mark(row, column) == Release.Mark.FEW
                        && feasible(release, row, column).width() < Release.THRESHOLD - 1) {
                    return Optional.of(new Release.Cell(row, column));
                }
            }
        }
        return Optional.empty();
    }

    /** Between which counts a cell can lie, given all that is published. */
    static Interval feasible(Release release, int row, int column) {
        var most = new Auditor(release).push(row, column, true);
        var least = new Auditor(release).push(row, column, false);
        return new Interval(least, most);
    }

    private void reset() {
        var table = release.table();
        for (var row = 0; row < rows; row++) {
            edge(source(), line(row), table.rowTotal(row), release.known(row, columns));
            for (var column = 0; column < columns; column++) {
                edge(line(row), pillar(column), table.count(row, column), release.known(row, column));
            }
        }
        for (var column = 0; column < columns; column++) {
            edge(pillar(column), sink(), table.columnTotal(column), release.known(rows, column));
        }
        edge(sink(), source(), table.total(), release.known(rows, columns));
    }

    private void edge(int from, int to, long flow, Interval bounds) {
        room[from][to] = bounds.high() - flow;
        room[to][from] = flow - bounds.low();
    }

    /** The greatest (or smallest) count of the cell over all tables that look like this one when published. */
    private long push(int row, int column, boolean up) {
        var from = up ? pillar(column) : line(row);
        var to = up ? line(row) : pillar(column);
        var own = room[to][from];
        room[line(row)][pillar(column)] = 0;
        room[pillar(column)][line(row)] = 0;
        var pushed = 0L;
        for (var step = augment(from, to, own); step > 0; step = augment(from, to, own - pushed)) {
            pushed += step;
        }
        return release.table().count(row, column) + (up ? pushed : -pushed);
    }

    /** Pushes as much as one more way allows, at most the limit, and says how much. */
    private long augment(int from, int to, long limit) {
        if (limit <= 0) {
            return 0;
        }
        var before = way(from, to);
        if (before[to] < 0) {
            return 0;
        }
        var most = limit;
        for (var node = to; node != from; node = before[node]) {
            most = Math.min(most, room[before[node]][node]);
        }
        for (var node = to; node != from; node = before[node]) {
            room[before[node]][node] -= most;
            room[node][before[node]] += most;
        }
        return most;
    }

    private int[] way(int from, int to) {
        var before = new int[room.length];
        Arrays.fill(before, -1);
        before[from] = from;
        var next = new ArrayDeque<Integer>();
        next.add(from);
        while (!next.isEmpty() && before[to] < 0) {
            int node = next.remove();
            for (var other = 0; other < room.length; other++) {
                if (before[other] < 0 && room[node][other] > 0) {
                    before[other] = node;
                    next.add(other);
                }
            }
        }
        return before;
    }

    private static int source() {
        return 0;
    }

    private static int line(int row) {
        return 1 + row;
    }

    private int pillar(int column) {
        return 1 + rows + column;
    }

    private int sink() {
        return 1 + rows + columns;
    }
}
