package org.egide.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReleaseTest {
    @Test
    void aCellBelowTenIsWithheldAndSoIsASecondThatWouldGiveItAway() {
        var release = Release.of(table(new long[][] {{3, 40, 50}, {60, 70, 80}, {90, 100, 110}}));
        assertThat(release.mark(0, 0)).isEqualTo(Release.Mark.FEW);
        assertThat(release.withheld()).isGreaterThanOrEqualTo(4);
        assertThat(Auditor.firstUnsafe(release)).isEmpty();
    }

    @Test
    void whereNothingIsSmallNothingIsWithheld() {
        assertThat(Release.of(table(new long[][] {{30, 40}, {50, 60}})).withheld())
                .isZero();
    }

    @Test
    void theAuditorSeesACellThatTheRestGivesAway() {
        var release = Release.of(table(new long[][] {{3, 40}, {50, 60}}));
        assertThat(release.withheld()).isGreaterThan(1);
        assertThat(Auditor.feasible(release, 0, 0)).isEqualTo(new Interval(0, 9));
    }

    @Test
    void aTotalThatWouldGiveItsCellsAwayIsWithheldToo() {
        var release = Release.of(table(new long[][] {{9, 9, 9, 9}, {50, 60, 70, 80}, {90, 95, 100, 120}}));
        assertThat(release.mark(0, 4)).isEqualTo(Release.Mark.WITHHELD);
        assertThat(release.published(0, 4)).isEmpty();
    }

    /** Two thousand random tables: no withheld cell can be computed closer than "0 to 9". */
    @Test
    void noReleaseOfARandomTableGivesAWithheldCellAway() {
        var random = new Random(66);
        for (var run = 0; run < 2_000; run++) {
            var release = Release.of(random(random, 1 + random.nextInt(12), 1 + random.nextInt(5)));
            for (var cell : few(release)) {
                var known = Auditor.feasible(release, cell.row(), cell.column());
                assertThat(known).isEqualTo(new Interval(0, 9));
            }
        }
    }

    /** The auditor against plain trial of every table of two by two that looks the same when published. */
    @Test
    void theAuditorFindsExactlyWhatTrialOfEveryTableFinds() {
        var random = new Random(7);
        for (var run = 0; run < 40; run++) {
            var release = Release.of(random(random, 2, 2));
            for (var cell : few(release)) {
                assertThat(Auditor.feasible(release, cell.row(), cell.column())).isEqualTo(byTrial(release, cell));
            }
        }
    }

    @Test
    void totalsAreRoundedToFiveAndSmallOnesAreNotShown() {
        assertThat(Release.rounded(9)).isEmpty();
        assertThat(Release.rounded(12)).contains(10L);
        assertThat(Release.rounded(13)).contains(15L);
        assertThat(Release.known(12)).isEqualTo(new Interval(10, 12));
    }

    private static List<Release.Cell> few(Release release) {
        var cells = new ArrayList<Release.Cell>();
        for (var row = 0; row < release.table().rows().size(); row++) {
            for (var column = 0; column < release.table().columns().size(); column++) {
                if (release.mark(row, column) == Release.Mark.FEW) {
                    cells.add(new Release.Cell(row, column));
                }
            }
        }
        return cells;
    }

    private static Interval byTrial(Release release, Release.Cell cell) {
        var low = Long.MAX_VALUE;
        var high = Long.MIN_VALUE;
        var bounds =
                IntStream.range(0, 4).mapToObj(i -> release.known(i / 2, i % 2)).toList();
        for (var a = bounds.get(0).low(); a <= Math.min(bounds.get(0).high(), 45); a++) {
            for (var b = bounds.get(1).low(); b <= Math.min(bounds.get(1).high(), 45); b++) {
                for (var c = bounds.get(2).low(); c <= Math.min(bounds.get(2).high(), 45); c++) {
                    for (var d = bounds.get(3).low();
                            d <= Math.min(bounds.get(3).high(), 45);
                            d++) {
                        var tried = new long[] {a, b, c, d};
                        if (looksTheSame(release, tried)) {
                            low = Math.min(low, tried[cell.row() * 2 + cell.column()]);
                            high = Math.max(high, tried[cell.row() * 2 + cell.column()]);
                        }
                    }
                }
            }
        }
        return new Interval(low, high);
    }

    private static boolean looksTheSame(Release release, long[] tried) {
        return within(release.known(0, 2), tried[0] + tried[1])
                && within(release.known(1, 2), tried[2] + tried[3])
                && within(release.known(2, 0), tried[0] + tried[2])
                && within(release.known(2, 1), tried[1] + tried[3])
                && within(release.known(2, 2), tried[0] + tried[1] + tried[2] + tried[3]);
    }

    private static boolean within(Interval known, long tried) {
        return known.low() <= tried && tried <= known.high();
    }

    private static Table random(Random random, int rows, int columns) {
        var counts = new long[rows][columns];
        for (var row : counts) {
            for (var column = 0; column < columns; column++) {
                row[column] = random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(40);
            }
        }
        return table(counts);
    }

    private static Table table(long[][] counts) {
        return new Table(
                IntStream.range(0, counts.length).mapToObj(row -> "row " + row).toList(),
                IntStream.range(0, counts[0].length)
                        .mapToObj(column -> "column " + column)
                        .toList(),
                counts);
    }
}
