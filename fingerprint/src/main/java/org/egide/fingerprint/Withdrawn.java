package org.egide.fingerprint;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** Which rows of an unchanging set no longer count: one bit a row, seen by every query that starts after it was set. */
final class Withdrawn {

    private final AtomicLongArray bits;
    private volatile int count;

    Withdrawn(int rows) {
        bits = new AtomicLongArray((rows + 63) >>> 6);
    }

    private Withdrawn(long[] words, int count) {
        bits = new AtomicLongArray(words);
        this.count = count;
    }

    /** The same, without what changes afterwards. */
    synchronized Withdrawn asNow() {
        long[] words = new long[bits.length()];
        Arrays.setAll(words, bits::get);
        return new Withdrawn(words, count);
    }

    boolean has(int row) {
        return (bits.get(row >>> 6) >>> row & 1) != 0;
    }

    /** Only one thread at a time may change. */
    synchronized void add(int row) {
        if (!has(row)) {
            bits.getAndAccumulate(row >>> 6, 1L << row, (old, bit) -> old | bit);
            count++;
        }
    }

    /** Makes a row count again; false if it counted. */
    synchronized boolean remove(int row) {
        if (!has(row)) {
            return false;
        }
        bits.getAndAccumulate(row >>> 6, 1L << row, (old, bit) -> old & ~bit);
        count--;
        return true;
    }

    int count() {
        return count;
    }
}
