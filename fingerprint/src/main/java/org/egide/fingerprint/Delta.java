package org.egide.fingerprint;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The latest additions, small enough that every query compares with each of them. One thread at a time appends; any
 * number read meanwhile, and a row that was appended before a read is in it. A hash has at most one row.
 */
final class Delta {

    private static final int WORDS = 4;

    private final long seed;
    private final long[] words;

    /** Row + 1 by the mixed bits of the hash, 0 for nothing; twice as many as rows, so that a probe ends soon. */
    private final AtomicIntegerArray slots;

    private final Withdrawn withdrawn;
    private volatile int rows;

    /**
     * An empty one.
     *
     * @param capacity rows, a power of two
     * @param seed unknown to whoever chooses the hashes, so that nobody can aim them all at one slot
     */
    Delta(int capacity, long seed) {
        this.seed = seed;
        this.words = new long[capacity * WORDS];
        this.slots = new AtomicIntegerArray(capacity * 2);
        this.withdrawn = new Withdrawn(capacity);
    }

    private Delta(Delta other) {
        this.seed = other.seed;
        this.words = other.words;
        this.slots = other.slots;
        this.withdrawn = other.withdrawn.asNow();
        this.rows = other.rows;
    }

    /** The same, without what changes afterwards; asked for by the thread that appends. */
    Delta asNow() {
        return new Delta(this);
    }

    /** The same rows that count, with twice the room. */
    Delta grown() {
        Delta grown = new Delta(capacity() * 2, seed);
        for (int row = 0; row < rows; row++) {
            if (!withdrawn.has(row)) {
                grown.append(pdq(row));
            }
        }
        return grown;
    }

    int capacity() {
        return words.length / WORDS;
    }

    int rows() {
        return rows;
    }

    boolean full() {
        return rows == capacity();
    }

    Withdrawn withdrawn() {
        return withdrawn;
    }

    Pdq pdq(int row) {
        int at = row * WORDS;
        return new Pdq(words[at], words[at + 1], words[at + 2], words[at + 3]);
    }

    /** Adds a hash that has no row yet. */
    void append(Pdq pdq) {
        int row = rows;
        int at = row * WORDS;
        words[at] = pdq.a();
        words[at + 1] = pdq.b();
        words[at + 2] = pdq.c();
        words[at + 3] = pdq.d();
        int slot = slot(pdq);
        while (slots.get(slot) != 0) {
            slot = slot + 1 & slots.length() - 1;
        }
        slots.set(slot, row + 1);
        rows = row + 1;
    }

    /** The row of a hash, withdrawn or not; negative if it has none. */
    int find(Pdq pdq) {
        int slot = slot(pdq);
        for (int entry = slots.get(slot); entry != 0; entry = slots.get(slot)) {
            if (pdq(entry - 1).equals(pdq)) {
                return entry - 1;
            }
            slot = slot + 1 & slots.length() - 1;
        }
        return -1;
    }

    void near(Search search) {
        int count = rows;
        for (int row = 0; row < count; row++) {
            int at = row * WORDS;
            int distance = Long.bitCount(words[at] ^ search.a) + Long.bitCount(words[at + 1] ^ search.b);
            if (distance <= search.threshold) {
                distance += Long.bitCount(words[at + 2] ^ search.c) + Long.bitCount(words[at + 3] ^ search.d);
                if (distance <= search.threshold && !withdrawn.has(row)) {
                    search.found(pdq(row), distance);
                }
            }
        }
    }

    private int slot(Pdq pdq) {
        long mixed = mix(mix(mix(mix(seed ^ pdq.a()) ^ pdq.b()) ^ pdq.c()) ^ pdq.d());
        return (int) (mixed >>> 32) & slots.length() - 1;
    }

    /** A published 64-bit finaliser: every bit of the input reaches every bit of the output. */
    private static long mix(long word) {
        long mixed = (word ^ word >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
