package org.egide.helpline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The attack of S9 on the gap map: from everything shown, no count below 10 is recovered, nor even narrowed. */
final class GapTableTest {
    private static final int TABLES = 300;

    /**
     * The strongest form of the attack: the reader knows the rule and has a computer for ever. If what is shown is the same for each of
     * the ten values that a hidden count can have, nothing that is done with it can tell them apart.
     */
    @Test
    void R74_3_differencingOverEverythingShownRecoversNoCellBelowTen() {
        var random = new Random(20260704);
        var hidden = 0;
        for (var number = 0; number < TABLES; number++) {
            var counts = new long[1 + random.nextInt(5)][1 + random.nextInt(8)];
            for (var line : counts) {
                Arrays.setAll(line, at -> random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(14));
            }
            var shown = everything(counts);
            for (var line : counts) {
                for (var at = 0; at < line.length; at++) {
                    var truth = line[at];
                    for (var other = 0; truth < GapTable.THRESHOLD && other < GapTable.THRESHOLD; other++) {
                        hidden++;
                        line[at] = other;
                        assertThat(everything(counts)).isEqualTo(shown);
                    }
                    line[at] = truth;
                }
            }
        }
        assertThat(hidden).isGreaterThan(5_000);
    }

    /** All that a page can show of it: cells, sums of regions and of needs, which columns have a map. */
    private static List<Object> everything(long[][] counts) {
        var table = GapTable.of(names("r", counts.length), names("c", counts[0].length), counts);
        return List.of(
                table,
                IntStream.range(0, counts[0].length).mapToObj(table::below).toList(),
                table.telling());
    }

    @Test
    void R74_3_aSumThatHoldsAHiddenCountSaysAtLeast() {
        var row = GapTable.of(List.of("north"), names("c", 3), new long[][] {{3, 40, 25}})
                .rows()
                .getFirst();
        assertThat(row.shown()).containsExactly(OptionalLong.empty(), OptionalLong.of(40), OptionalLong.of(25));
        assertThat(row.sum()).isEqualTo(65);
        assertThat(row.all()).isFalse();
    }

    @Test
    void whatNeedsNoProtectionIsShownWhole() {
        var row = GapTable.of(List.of("north"), names("c", 2), new long[][] {{12, 10}})
                .rows()
                .getFirst();
        assertThat(row.shown()).containsExactly(OptionalLong.of(12), OptionalLong.of(10));
        assertThat(row.sum()).isEqualTo(22);
        assertThat(row.all()).isTrue();
    }

    private static List<String> names(String of, int number) {
        return IntStream.range(0, number).mapToObj(at -> of + at).toList();
    }
}
