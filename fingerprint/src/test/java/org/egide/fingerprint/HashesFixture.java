package org.egide.fingerprint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.egide.fingerprint.NearDuplicateIndex.Neighbour;

/** Hashes of nothing: noise, and noise near other noise. */
final class HashesFixture {

    private HashesFixture() {}

    static Pdq random(Random random) {
        return new Pdq(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** A hash at exactly this distance. */
    static Pdq at(Pdq pdq, int distance, Random random) {
        return crowded(pdq, distance, 0, Pdq.BITS, random);
    }

    /** A hash at exactly this distance, all errors within a stretch of the ring of bits. */
    static Pdq crowded(Pdq pdq, int distance, int from, int width, Random random) {
        BitSet turned = new BitSet();
        long[] words = {pdq.a(), pdq.b(), pdq.c(), pdq.d()};
        while (turned.cardinality() < distance) {
            int bit = (from + random.nextInt(width)) % Pdq.BITS;
            if (!turned.get(bit)) {
                turned.set(bit);
                words[bit >>> 6] ^= 1L << (63 - (bit & 63));
            }
        }
        return new Pdq(words[0], words[1], words[2], words[3]);
    }

    /** What a search must answer. */
    static List<Neighbour> byHand(Iterable<Pdq> entries, Pdq query, int threshold) {
        List<Neighbour> found = new ArrayList<>();
        entries.forEach(entry -> {
            int distance = entry.distance(query);
            if (distance <= threshold) {
                found.add(new Neighbour(entry, distance));
            }
        });
        found.sort(Comparator.comparingInt(Neighbour::distance).thenComparing(Neighbour::pdq));
        return found;
    }
}
