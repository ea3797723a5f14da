package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;
import org.junit.jupiter.api.Test;

final class NearDuplicateIndexTest {

    private static Pdq random(Random random) {
        return new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** The hash with this many bits turned over, in places drawn at random, so that some may turn back. */
    private static Pdq near(Pdq pdq, int turns, Random random) {
        long[] words = {pdq.a(), pdq.b(), pdq.c(), pdq.d()};
        for (int i = 0; i < turns; i++) {
            words[random.nextInt(4)] ^= 1L << random.nextInt(64);
        }
        return new Pdq(words[0], words[1], words[2], words[3]);
    }

    private static List<Neighbour> byHand(Iterable<Pdq> entries, Pdq query, int threshold) {
        List<Neighbour> found = new ArrayList<>();
        entries.forEach(entry -> {
            if (entry.distance(query) <= threshold) {
                found.add(new Neighbour(entry, entry.distance(query)));
            }
        });
        found.sort(Comparator.comparingInt(Neighbour::distance)
                .thenComparing(n -> n.pdq().hex()));
        return found;
    }

    @Test
    void everySearchEqualsComparingWithEachEntryWhileEntriesComeAndGo() {
        for (long seed = 0; seed < 6; seed++) {
            boolean skewed = seed % 2 == 1;
            Random random = new Random(seed);
            List<Pdq> centres = new ArrayList<>();
            for (int i = 0; i < (skewed ? 3 : 2_000); i++) {
                centres.add(skewed && i == 0 ? new Pdq(0, 0, 0, 0) : random(random));
            }
            NearDuplicateIndex index = new NearDuplicateIndex();
            TreeSet<Pdq> entries = new TreeSet<>();
            for (int step = 0; step < 6_000; step++) {
                Pdq pdq = near(centres.get(random.nextInt(centres.size())), random.nextInt(40), random);
                if (random.nextInt(4) > 0 || entries.isEmpty()) {
                    assertThat(index.add(pdq)).isEqualTo(entries.add(pdq));
                } else {
                    Pdq old = random.nextBoolean() ? entries.first() : pdq;
                    assertThat(index.withdraw(old)).isEqualTo(entries.remove(old));
                }
                if (step % 40 == 0) {
                    int threshold = random.nextInt(32);
                    assertThat(index.near(pdq, threshold)).isEqualTo(byHand(entries, pdq, threshold));
                    assertThat(index.size()).isEqualTo(entries.size());
                    assertThat(index.contains(pdq)).isEqualTo(entries.contains(pdq));
                }
            }
        }
    }

    @Test
    void equalHashesAreOneEntry() {
        NearDuplicateIndex index = new NearDuplicateIndex();
        Pdq pdq = random(new Random(1));
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
        Pdq staying = random(random);
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
                Pdq other = random(random);
                index.add(other);
                if (i % 3 == 0) {
                    index.withdraw(other);
                }
            }
            done.set(true);
            assertThat(searches.get()).isZero();
        }
    }
}
