package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NearDuplicateIndexTest {

    /** Additions at random from clusters: many equal, many near. */
    private static Pdq drawn(List<Pdq> centres, Random random) {
        return HashesFixture.at(centres.get(random.nextInt(centres.size())), random.nextInt(24), random);
    }

    /** Merges run behind it all the time, and three times everything goes through a file. */
    @Test
    void aMillionAdditionsWithdrawalsAndQueriesAgreeWithComparingWithEachEntry(@TempDir Path folder)
            throws InterruptedException, IOException {
        long seed = 20_261_122;
        System.out.println("near-duplicate property test, seed " + seed);
        Random random = new Random(seed);
        List<Pdq> centres =
                Stream.generate(() -> HashesFixture.random(random)).limit(400).toList();
        NearDuplicateIndex index = new NearDuplicateIndex();
        Entries entries = new Entries();
        for (int step = 0; step < 1_000_000; step++) {
            // Grows past the size at which tables are used, then shrinks, then grows again.
            int adding = step / 200_000 % 2 == 0 ? 80 : 35;
            if (random.nextInt(100) < adding || entries.size() == 0) {
                Pdq pdq = drawn(centres, random);
                assertThat(index.add(pdq)).isEqualTo(entries.add(pdq));
            } else {
                Pdq pdq = random.nextInt(8) == 0 ? drawn(centres, random) : entries.any(random);
                assertThat(index.withdraw(pdq)).isEqualTo(entries.remove(pdq));
            }
            if (step % 300_000 == 299_999) {
                index.save(folder.resolve("index"));
                index = NearDuplicateIndex.load(folder.resolve("index"));
            }
            if (step % 200 == 0) {
                Pdq query = drawn(centres, random);
                int threshold = random.nextInt(32);
                assertThat(index.near(query, threshold))
                        .as("step %d, threshold %d", step, threshold)
                        .isEqualTo(HashesFixture.byHand(entries.list, query, threshold));
                assertThat(index.size()).isEqualTo(entries.size());
                assertThat(index.contains(query)).isEqualTo(entries.contains(query));
            }
        }
        index.awaitMerged();
        Pdq query = centres.getFirst();
        assertThat(index.near(query, 31)).isEqualTo(HashesFixture.byHand(entries.list, query, 31));
    }

    /** A set from which one can be drawn at random. */
    private static final class Entries {
        private final List<Pdq> list = new ArrayList<>();
        private final Map<Pdq, Integer> places = new HashMap<>();

        boolean add(Pdq pdq) {
            if (places.putIfAbsent(pdq, list.size()) != null) {
                return false;
            }
            return list.add(pdq);
        }

        boolean remove(Pdq pdq) {
            Integer place = places.remove(pdq);
            if (place == null) {
                return false;
            }
            Pdq last = list.removeLast();
            if (place < list.size()) {
                list.set(place, last);
                places.put(last, place);
            }
            return true;
        }

        boolean contains(Pdq pdq) {
            return places.containsKey(pdq);
        }

        Pdq any(Random random) {
            return list.get(random.nextInt(list.size()));
        }

        int size() {
            return list.size();
        }
    }

    @Test
    void everySearchEqualsComparingWithEachEntryWhileEntriesComeAndGo() {
        for (long seed = 0; seed < 6; seed++) {
            boolean skewed = seed % 2 == 1;
            Random random = new Random(seed);
            List<Pdq> centres = new ArrayList<>();
            for (int i = 0; i < (skewed ? 3 : 2_000); i++) {
                centres.add(skewed && i == 0 ? new Pdq(0, 0, 0, 0) : HashesFixture.random(random));
            }
            NearDuplicateIndex index = new NearDuplicateIndex();
            TreeSet<Pdq> entries = new TreeSet<>();
            for (int step = 0; step < 6_000; step++) {
                Pdq pdq = HashesFixture.at(centres.get(random.nextInt(centres.size())), random.nextInt(40), random);
                if (random.nextInt(4) > 0 || entries.isEmpty()) {
                    assertThat(index.add(pdq)).isEqualTo(entries.add(pdq));
                } else {
                    Pdq old = random.nextBoolean() ? entries.first() : pdq;
                    assertThat(index.withdraw(old)).isEqualTo(entries.remove(old));
                }
                if (step % 40 == 0) {
                    int threshold = random.nextInt(32);
                    assertThat(index.near(pdq, threshold)).isEqualTo(HashesFixture.byHand(entries, pdq, threshold));
                }
            }
        }
    }

    @Test
    void equalHashesAreOneEntry() {
        NearDuplicateIndex index = new NearDuplicateIndex();
        Pdq pdq = HashesFixture.random(new Random(1));
        assertThat(index.add(pdq)).isTrue();
        assertThat(index.add(pdq)).isFalse();
        assertThat(index.near(pdq, 0)).containsExactly(new Neighbour(pdq, 0));
        assertThat(index.withdraw(pdq)).isTrue();
        assertThat(index.withdraw(pdq)).isFalse();
        assertThat(index.near(pdq, 31)).isEmpty();
    }

    @Test
    void aThresholdBeyondThirtyOneIsRefused() {
        NearDuplicateIndex index = new NearDuplicateIndex();
        Pdq pdq = new Pdq(0, 0, 0, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> index.near(pdq, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> index.near(pdq, -1));
    }

    @Test
    void anEntryThatStaysIsFoundByEverySearchWhileOthersComeAndGo() throws InterruptedException, ExecutionException {
        NearDuplicateIndex index = new NearDuplicateIndex();
        Random random = new Random(9);
        Pdq staying = HashesFixture.random(random);
        index.add(staying);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> searches = threads.submit(() -> {
                int missed = 0;
                do {
                    missed += index.near(staying, 31).contains(new Neighbour(staying, 0)) ? 0 : 1;
                } while (!done.get());
                return missed;
            });
            for (int i = 0; i < 20_000; i++) {
                Pdq other = HashesFixture.random(random);
                index.add(other);
                if (i % 3 == 0) {
                    index.withdraw(other);
                }
            }
            done.set(true);
            assertThat(searches.get()).isZero();
        }
    }

    /** The writer says how far it is after each step; a reader that reads this first must then see at least as much. */
    @Test
    void searchesDuringAdditionsWithdrawalsAndMergesSeeEverythingThatHappenedBefore()
            throws InterruptedException, ExecutionException {
        NearDuplicateIndex index = new NearDuplicateIndex();
        int count = 150_000;
        Random random = new Random(13);
        List<Pdq> entries =
                Stream.generate(() -> HashesFixture.random(random)).limit(count).toList();
        AtomicInteger added = new AtomicInteger();
        AtomicInteger withdrawn = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> readers = Stream.of(1, 2)
                    .map(seed -> threads.submit(() -> wrong(index, entries, added, withdrawn, new Random(seed))))
                    .toList();
            for (int i = 0; i < count; i++) {
                index.add(entries.get(i));
                added.set(i + 1);
                if (i % 2 == 1 && i > 40_000) {
                    // Old ones, which merges hold.
                    index.withdraw(entries.get(withdrawn.get()));
                    withdrawn.incrementAndGet();
                }
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        }
        index.awaitMerged();
        assertThat(index.size()).isEqualTo(count - withdrawn.get());
        for (int i = 0; i < count; i++) {
            assertThat(index.contains(entries.get(i))).isEqualTo(i >= withdrawn.get());
        }
    }

    /** How many searches missed an entry or found one that was gone. */
    private static int wrong(
            NearDuplicateIndex index, List<Pdq> entries, AtomicInteger added, AtomicInteger withdrawn, Random random) {
        int wrong = 0;
        while (added.get() < entries.size()) {
            int gone = withdrawn.get();
            int there = added.get();
            if (there > 0) {
                // Mostly the latest, and what the writer does not withdraw before the search ends.
                int place = random.nextBoolean() ? there - 1 : random.nextInt(there);
                List<Neighbour> found = index.near(HashesFixture.at(entries.get(place), 20, random), 20);
                boolean seen = found.contains(new Neighbour(entries.get(place), 20));
                wrong += place < gone && seen ? 1 : 0;
                wrong += place >= withdrawn.get() + 1 && !seen ? 1 : 0;
            }
        }
        return wrong;
    }
}
