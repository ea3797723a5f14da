package org.egide.fingerprint.archive;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** A set of hashes of one kind, whole and packed: 16 to 64 bytes for a place, of which at most two in three are taken. */
final class ExactHashSet {

    private static final int FIRST_PLACES = 64;
    private static final int DIGITS_A_WORD = 16;

    private final int words;
    private final long seed = new SplittableRandom().nextLong();
    private long[] places;
    private boolean[] taken;
    private int size;

    /** For hashes of this many hexadecimal digits. */
    ExactHashSet(int digits) {
        this.words = Math.ceilDiv(digits, DIGITS_A_WORD);
        this.places = new long[FIRST_PLACES * words];
        this.taken = new boolean[FIRST_PLACES];
    }

    int size() {
        return size;
    }

    void add(String hex) {
        if (size >= taken.length / 3 * 2) {
            grow();
        }
        insert(words(hex));
    }

    boolean contains(String hex) {
        return taken[place(words(hex))];
    }

    private long[] words(String hex) {
        long[] hash = new long[words];
        for (int i = 0; i < words; i++) {
            int from = i * DIGITS_A_WORD;
            hash[i] = HexFormat.fromHexDigitsToLong(hex, from, Math.min(from + DIGITS_A_WORD, hex.length()));
        }
        return hash;
    }

    private void insert(long[] hash) {
        int place = place(hash);
        if (!taken[place]) {
            taken[place] = true;
            System.arraycopy(hash, 0, places, place * words, words);
            size++;
        }
    }

    /** Where the hash is, or the free place where it would be. */
    private int place(long[] hash) {
        long mixed = (hash[0] ^ seed) * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 32) & (taken.length - 1);
        while (taken[place] && !equal(hash, place)) {
            place = (place + 1) & (taken.length - 1);
        }
        return place;
    }

    private boolean equal(long[] hash, int place) {
        for (int i = 0; i < words; i++) {
            if (places[place * words + i] != hash[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        long[] oldPlaces = places;
        boolean[] oldTaken = taken;
        places = new long[Math.multiplyExact(oldPlaces.length, 2)];
        taken = new boolean[oldTaken.length * 2];
        size = 0;
        long[] hash = new long[words];
        for (int i = 0; i < oldTaken.length; i++) {
            if (oldTaken[i]) {
                System.arraycopy(oldPlaces, i * words, hash, 0, words);
                insert(hash);
            }
        }
    }
}
