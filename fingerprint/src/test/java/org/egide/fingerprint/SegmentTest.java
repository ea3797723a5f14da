package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;
import org.junit.jupiter.api.Test;

/** The structure itself, large enough that its tables are used. */
final class SegmentTest {

    private static final int ROWS = Segment.INDEXED_FROM + 20_000;

    private static List<Pdq> spread(int count, Random random) {
        List<Pdq> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(HashesFixture.random(random));
        }
        return hashes;
    }

    private static void agrees(NearDuplicateIndex index, Iterable<Pdq> entries, Pdq query, int threshold) {
        assertThat(index.near(query, threshold))
                .as("threshold %d", threshold)
                .isEqualTo(HashesFixture.byHand(entries, query, threshold));
    }

    @Test
    void aCopyAtEveryDistanceIsFoundAtEveryThresholdThatReachesIt() {
        Random random = new Random(3);
        List<Pdq> entries = spread(ROWS, random);
        NearDuplicateIndex index = NearDuplicateIndex.of(entries.iterator());
        for (int distance = 0; distance <= 31; distance++) {
            for (int i = 0; i < 60; i++) {
                Pdq entry = entries.get(random.nextInt(ROWS));
                Pdq query = HashesFixture.at(entry, distance, random);
                for (int threshold = 0; threshold <= 31; threshold++) {
                    assertThat(index.near(query, threshold).contains(new Neighbour(entry, distance)))
                            .as("distance %d, threshold %d", distance, threshold)
                            .isEqualTo(distance <= threshold);
                }
            }
        }
    }

    @Test
    void errorsThatCrowdInFewPlacesAreFoundToo() {
        Random random = new Random(4);
        List<Pdq> entries = spread(ROWS, random);
        NearDuplicateIndex index = NearDuplicateIndex.of(entries.iterator());
        for (int i = 0; i < 3_000; i++) {
            Pdq entry = entries.get(random.nextInt(ROWS));
            int width = 31 + random.nextInt(100);
            Pdq query = HashesFixture.crowded(entry, 31, random.nextInt(256), width, random);
            assertThat(index.near(query, 31)).contains(new Neighbour(entry, 31));
        }
    }

    @Test
    void theResultsEqualComparingWithEachEntryWhateverTheySharedBefore() {
        Random random = new Random(5);
        TreeSet<Pdq> entries = new TreeSet<>();
        Pdq common = HashesFixture.random(random);
        while (entries.size() < ROWS) {
            int kind = random.nextInt(5);
            Pdq hash = HashesFixture.random(random);
            entries.add(
                    switch (kind) {
                        case 0 -> HashesFixture.at(common, random.nextInt(60), random);
                        case 1 -> new Pdq(common.a(), hash.b(), common.c(), hash.d());
                        case 2 -> new Pdq(hash.a() & 0xffff_0000_ffff_ffffL, hash.b(), hash.c(), hash.d());
                        case 3 -> new Pdq(common.a(), common.b(), common.c(), hash.d() & 0xffff_ffffL);
                        default -> hash;
                    });
        }
        NearDuplicateIndex index = NearDuplicateIndex.of(entries.iterator());
        List<Pdq> all = List.copyOf(entries);
        for (int i = 0; i < 250; i++) {
            Pdq query = HashesFixture.at(all.get(random.nextInt(all.size())), random.nextInt(40), random);
            agrees(index, all, query, i % 2 == 0 ? 31 : random.nextInt(32));
        }
        agrees(index, all, common, 31);
    }

    @Test
    void allHashesWithinReachOfEachOtherAreFoundWithoutLoss() {
        Random random = new Random(6);
        Pdq common = new Pdq(0, 0, 0, 0);
        TreeSet<Pdq> entries = new TreeSet<>();
        while (entries.size() < ROWS) {
            entries.add(HashesFixture.at(common, 3 + random.nextInt(20), random));
        }
        NearDuplicateIndex index = NearDuplicateIndex.of(entries.iterator());
        for (int threshold : new int[] {0, 5, 10, 15, 16, 20, 31}) {
            agrees(index, entries, common, threshold);
            agrees(index, entries, HashesFixture.at(common, 9, random), threshold);
        }
    }

    @Test
    void equalHashesInAnyNumberAreOneEntry() {
        List<Pdq> entries = new ArrayList<>();
        Pdq one = HashesFixture.random(new Random(7));
        for (int i = 0; i < ROWS; i++) {
            entries.add(one);
        }
        NearDuplicateIndex index = NearDuplicateIndex.of(entries.iterator());
        assertThat(index.size()).isOne();
        assertThat(index.near(one, 31)).containsExactly(new Neighbour(one, 0));
    }

    @Test
    void aSharingAlwaysGivesOutAllItsParts() {
        Random random = new Random(8);
        for (int threshold = 0; threshold <= 31; threshold++) {
            long[][] rows = new long[Chunks.COUNT][Allowance.MOST + 1];
            for (long[] chunk : rows) {
                for (int below = 1; below <= Allowance.MOST; below++) {
                    chunk[below] = chunk[below - 1] + (random.nextInt(4) == 0 ? 5_000_000 : random.nextInt(90_000));
                }
            }
            int[] even = Allowance.even(threshold);
            int[] cheapest = Allowance.cheapest(threshold, rows);
            assertThat(Arrays.stream(even).sum()).isEqualTo(threshold + 1);
            assertThat(Arrays.stream(cheapest).sum()).isEqualTo(threshold + 1);
            assertThat(Allowance.cost(cheapest, rows)).isLessThanOrEqualTo(Allowance.cost(even, rows));
        }
    }
}
