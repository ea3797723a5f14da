package org.egide.indicators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table as it may be published: cells below 10 withheld as "fewer than 10", further cells withheld where the first could be
 * computed from the rest, totals rounded to base 5 and withheld where even they give a cell away, all of it passed by the
 * {@link Auditor}.
 */
final class Release {
    /** Public cells below this are withheld; 10 and not 5 because of the gravity. */
    static final long THRESHOLD = 10;

    private static final long BASE = 5;

    private final Table table;
    private final Mark[][] marks;

    /** How a cell is published. */
    enum Mark {
        SHOWN,
        /** Fewer than 10. */
        FEW,
        /** 10 or more, withheld to protect another cell. */
        WITHHELD
    }

    private Release(Table table, Mark[][] marks) {
        this.table = table;
        this.marks = marks;
    }

    static Release of(Table table) {
        var release = new Release(table, primary(table));
        for (var unsafe = Auditor.firstUnsafe(release); unsafe.isPresent(); unsafe = Auditor.firstUnsafe(release)) {
            release.withholdFor(unsafe.get());
        }
        return release;
    }

    /** The last line and the last column are the totals. */
    private static Mark[][] primary(Table table) {
        return IntStream.rangeClosed(0, table.rows().size())
                .mapToObj(row -> IntStream.rangeClosed(0, table.columns().size())
                        .mapToObj(column -> count(table, row, column) < THRESHOLD ? Mark.FEW : Mark.SHOWN)
                        .toArray(Mark[]::new))
                .toArray(Mark[][]::new);
    }

    private static long count(Table table, int row, int column) {
        var allRows = row == table.rows().size();
        var allColumns = column == table.columns().size();
        if (allRows) {
            return allColumns ? table.total() : table.columnTotal(column);
        }
        return allColumns ? table.rowTotal(row) : table.count(row, column);
    }

    /**
     * Withholds one thing more, the first that widens what can be known of the unsafe cell: the smallest cell of its line, of its
     * column, then the total of its line, of its column, the grand total. With all of them gone nothing is known, so this ends.
     */
    private void withholdFor(Cell unsafe) {
        var candidates = candidates(unsafe);
        var before = Auditor.feasible(this, unsafe.row(), unsafe.column()).width();
        for (var candidate : candidates) {
            var mark = marks[candidate.row()][candidate.column()];
            marks[candidate.row()][candidate.column()] = Mark.WITHHELD;
            if (Auditor.feasible(this, unsafe.row(), unsafe.column()).width() > before) {
                return;
            }
            marks[candidate.row()][candidate.column()] = mark;
        }
        var first = candidates.getFirst();
        marks[first.row()][first.column()] = Mark.WITHHELD;
    }

    private List<Cell> candidates(Cell unsafe) {
        var rows = table.rows().size();
        var columns = table.columns().size();
        var candidates = new ArrayList<Cell>();
        smallest(IntStream.range(0, columns).mapToObj(column -> new Cell(unsafe.row(), column)))
                .ifPresent(candidates::add);
        smallest(IntStream.range(0, rows).mapToObj(row -> new Cell(row, unsafe.column())))
                .ifPresent(candidates::add);
        Stream.of(new Cell(unsafe.row(), columns), new Cell(rows, unsafe.column()), new Cell(rows, columns))
                .filter(cell -> marks[cell.row()][cell.column()] != Mark.WITHHELD)
                .forEach(candidates::add);
        return candidates;
    }

    private Optional<Cell> smallest(Stream<Cell> line) {
        return line.filter(cell -> marks[cell.row()][cell.column()] == Mark.SHOWN)
                .min(Comparator.comparingLong((Cell cell) -> table.count(cell.row(), cell.column())));
    }

    /** A place in the table. */
    record Cell(int row, int column) {}

    Table table() {
        return table;
    }

    Mark mark(int row, int column) {
        return marks[row][column];
    }

    /** How many cells are not shown, totals aside. */
    long withheld() {
        return IntStream.range(0, table.rows().size())
                .mapToLong(row -> IntStream.range(0, table.columns().size())
                        .filter(column -> marks[row][column] != Mark.SHOWN)
                        .count())
                .sum();
    }

    /** The number as published: cells as they are, totals to base 5; the last line and column are the totals. */
    Optional<Long> published(int row, int column) {
        if (marks[row][column] != Mark.SHOWN) {
            return Optional.empty();
        }
        var count = count(table, row, column);
        return isTotal(row, column) ? rounded(count) : Optional.of(count);
    }

    private boolean isTotal(int row, int column) {
        return row == table.rows().size() || column == table.columns().size();
    }

    /** The total as published: to base 5, or nothing when it is below the threshold. */
    static Optional<Long> rounded(long total) {
        return total < THRESHOLD ? Optional.empty() : Optional.of((total + BASE / 2) / BASE * BASE);
    }

    /** What a reader knows of a total from its published form. */
    static Interval known(long total) {
        return rounded(total)
                .map(shown -> new Interval(Math.max(THRESHOLD, shown - BASE / 2), shown + BASE / 2))
                .orElseGet(() -> new Interval(0, THRESHOLD - 1));
    }

    /** What a reader knows of a cell or a total from its own published form. */
    Interval known(int row, int column) {
        return isTotal(row, column) ? knownTotal(row, column) : knownCell(row, column);
    }

    private Interval knownTotal(int row, int column) {
        return switch (marks[row][column]) {
            case SHOWN, FEW -> known(count(table, row, column));
            case WITHHELD -> new Interval(0, Interval.NO_END);
        };
    }

    private Interval knownCell(int row, int column) {
        return switch (marks[row][column]) {
            case SHOWN -> Interval.exactly(table.count(row, column));
            case FEW -> new Interval(0, THRESHOLD - 1);
            case WITHHELD -> new Interval(THRESHOLD, Interval.NO_END);
        };
    }
}
