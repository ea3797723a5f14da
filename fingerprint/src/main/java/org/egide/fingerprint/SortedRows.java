package org.egide.fingerprint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Hashes of 32 bytes each, outside the heap: four words, least significant byte first, so that a snapshot reads the same
 * everywhere. Sorts them in the order of their hexadecimal form and drops equal ones.
 */
final class SortedRows {

    static final int BYTES = 32;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int FEW = 12;

    private final MemorySegment rows;
    private final SplittableRandom random = new SplittableRandom();

    private SortedRows(MemorySegment rows) {
        this.rows = rows;
    }

    /** How many stay: they come first in {@code sorted}, in order, each once. */
    static int sort(MemorySegment unsorted, int count, MemorySegment sorted) {
        int[] ends = new int[Chunks.VALUES + 1];
        for (long row = 0; row < count; row++) {
            ends[(int) (unsorted.get(LONG, row * BYTES) >>> 48) + 1]++;
        }
        for (int value = 0; value < Chunks.VALUES; value++) {
            ends[value + 1] += ends[value];
        }
        int[] next = ends.clone();
        for (long row = 0; row < count; row++) {
            long at = row * BYTES;
            long to = (long) next[(int) (unsorted.get(LONG, at) >>> 48)]++ * BYTES;
            for (int i = 0; i < BYTES; i += Long.BYTES) {
                sorted.set(LONG, to + i, unsorted.get(LONG, at + i));
            }
        }
        SortedRows rows = new SortedRows(sorted);
        for (int value = 0; value < Chunks.VALUES; value++) {
            rows.sort(ends[value], ends[value + 1]);
        }
        return rows.dropEqual(count);
    }

    static MemorySegment room(Arena arena, long count) {
        return arena.allocate(Math.max(1, count) * BYTES, BYTES);
    }

    static void put(MemorySegment rows, long row, Pdq pdq) {
        long at = row * BYTES;
        rows.set(LONG, at, pdq.a());
        rows.set(LONG, at + 8, pdq.b());
        rows.set(LONG, at + 16, pdq.c());
        rows.set(LONG, at + 24, pdq.d());
    }

    static Pdq get(MemorySegment rows, long row) {
        long at = row * BYTES;
        return new Pdq(rows.get(LONG, at), rows.get(LONG, at + 8), rows.get(LONG, at + 16), rows.get(LONG, at + 24));
    }

    /** Three-way quicksort: equal and nearly equal hashes in any number cost no more than others. */
    private void sort(int from, int to) {
        int low = from;
        int high = to;
        while (high - low > FEW) {
            Pdq pivot = get(rows, low + random.nextInt(high - low));
            int less = low;
            int more = high;
            for (int row = low; row < more; ) {
                int order = compare(row, pivot);
                if (order < 0) {
                    swap(row++, less++);
                } else if (order > 0) {
                    swap(row, --more);
                } else {
                    row++;
                }
            }
            // The shorter side first, so that the stack stays shallow.
            if (less - low < high - more) {
                sort(low, less);
                low = more;
            } else {
                sort(more, high);
                high = less;
            }
        }
        insert(low, high);
    }

    private void insert(int from, int to) {
        for (int row = from + 1; row < to; row++) {
            Pdq moving = get(rows, row);
            int at = row;
            while (at > from && compare(at - 1, moving) > 0) {
                copy(at - 1, at);
                at--;
            }
            put(rows, at, moving);
        }
    }

    private int compare(long row, Pdq pdq) {
        return compare(rows, row, pdq);
    }

    static int compare(MemorySegment rows, long row, Pdq pdq) {
        long a = rows.get(LONG, row * BYTES);
        return a != pdq.a() ? Long.compareUnsigned(a, pdq.a()) : get(rows, row).compareTo(pdq);
    }

    private void swap(long one, long other) {
        Pdq kept = get(rows, one);
        copy(other, one);
        put(rows, other, kept);
    }

    private void copy(long from, long to) {
        for (int i = 0; i < BYTES; i += Long.BYTES) {
            rows.set(LONG, to * BYTES + i, rows.get(LONG, from * BYTES + i));
        }
    }

    private int dropEqual(int count) {
        int kept = 0;
        for (int row = 0; row < count; row++) {
            if (kept == 0 || compare(kept - 1, get(rows, row)) != 0) {
                copy(row, kept++);
            }
        }
        return kept;
    }
}
