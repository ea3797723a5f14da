package org.egide.fingerprint;

import java.util.Comparator;
import java.util.stream.IntStream;

/** A hash as a ring of sixteen chunks of sixteen bits: chunk 0 holds the most significant ones, after chunk 15 comes 0. */
final class Chunks {

    static final int COUNT = 16;

    /** Values that a chunk can take. */
    static final int VALUES = 1 << 16;

    /** What turns a value into the ones at distance 0, 1, 2 and 3, in this order. */
    static final int[] TURNS = turns();

    /** How many of the turns lead to a distance of less than 0, 1, 2, 3 and 4. */
    static final int[] TURNS_BELOW = {0, 1, 17, 137, 697};

    private Chunks() {}

    private static int[] turns() {
        return IntStream.range(0, VALUES)
                .filter(turn -> Integer.bitCount(turn) < 4)
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .mapToInt(turn -> turn)
                .toArray();
    }

    static int of(long a, long b, long c, long d, int number) {
        long word = switch (number >>> 2) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            default -> d;
        };
        return (int) (word >>> (48 - 16 * (number & 3))) & 0xffff;
    }

    static int after(int number) {
        return number + 1 & COUNT - 1;
    }
}
