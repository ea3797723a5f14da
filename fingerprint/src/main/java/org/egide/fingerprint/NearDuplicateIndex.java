package org.egide.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A set of hashes that finds every entry within a distance of a query: exact, nothing near is ever missed.
 *
 * <p>Equal hashes are one entry: who keeps several lists counts the owners himself and withdraws with the last one. An
 * addition or withdrawal that has returned is seen by every query that starts afterwards. Queries take no lock and wait
 * for nobody; changes wait for each other. How entries are held, and so what a query costs, is not promised.
 */
public final class NearDuplicateIndex {

    /** The greatest threshold a query may ask for: beyond it hashes are not treated as the same picture. */
    public static final int GREATEST_THRESHOLD = 31;

    private static final int WORDS = 4;
    private static final int FIRST_BUCKETS = 16;
    private static final int ENTRIES_PER_BUCKET = 64;
    private static final long[] EMPTY = {};

    /** A bucket's array never changes after it is published; a change publishes another array in its place. */
    private volatile AtomicReferenceArray<long[]> buckets = emptyBuckets(FIRST_BUCKETS);

    private volatile int size;

    /** Unknown to whoever chooses the hashes, so that nobody can aim them all at one bucket. */
    private final long seed = new SplittableRandom().nextLong();

    /**
     * An entry near a query.
     *
     * @param pdq the entry
     * @param distance differing bits, 0 to the threshold
     */
    public record Neighbour(Pdq pdq, int distance) {}

    /** Adds an entry; false if it was there. */
    public synchronized boolean add(Pdq pdq) {
        if (size >= buckets.length() * ENTRIES_PER_BUCKET) {
            grow();
        }
        AtomicReferenceArray<long[]> table = buckets;
        int place = place(pdq.a(), pdq.b(), pdq.c(), pdq.d(), table.length());
        long[] bucket = table.get(place);
        if (find(bucket, pdq) >= 0) {
            return false;
        }
        table.set(place, with(bucket, pdq.a(), pdq.b(), pdq.c(), pdq.d()));
        size++;
        return true;
    }

    /** Withdraws an entry; false if it was not there. */
    public synchronized boolean withdraw(Pdq pdq) {
        AtomicReferenceArray<long[]> table = buckets;
        int place = place(pdq.a(), pdq.b(), pdq.c(), pdq.d(), table.length());
        long[] bucket = table.get(place);
        int at = find(bucket, pdq);
        if (at < 0) {
            return false;
        }
        long[] left = new long[bucket.length - WORDS];
        System.arraycopy(bucket, 0, left, 0, at);
        System.arraycopy(bucket, at + WORDS, left, at, left.length - at);
        table.set(place, left);
        size--;
        return true;
    }

    /** True if exactly this hash is an entry. */
    public boolean contains(Pdq pdq) {
        AtomicReferenceArray<long[]> table = buckets;
        return find(table.get(place(pdq.a(), pdq.b(), pdq.c(), pdq.d(), table.length())), pdq) >= 0;
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    /**
     * Every entry within the threshold, nearest first, equally near ones in the order of their hexadecimal form.
     *
     * @param query what to look for, in the same form as the entries
     * @param threshold greatest distance that counts, 0 to 31
     * @throws IllegalArgumentException for any other threshold
     */
    public List<Neighbour> near(Pdq query, int threshold) {
        if (threshold < 0 || threshold > GREATEST_THRESHOLD) {
            throw new IllegalArgumentException(
                    "the threshold is between 0 and " + GREATEST_THRESHOLD + ", not " + threshold);
        }
        AtomicReferenceArray<long[]> table = buckets;
        List<Neighbour> found = new ArrayList<>();
        for (int i = 0; i < table.length(); i++) {
            collect(table.get(i), query, threshold, found);
        }
        found.sort(Comparator.comparingInt(Neighbour::distance).thenComparing(Neighbour::pdq));
        return List.copyOf(found);
    }

    private static void collect(long[] bucket, Pdq query, int threshold, List<Neighbour> found) {
        long a = query.a();
        long b = query.b();
        for (int i = 0; i < bucket.length; i += WORDS) {
            int distance = Long.bitCount(bucket[i] ^ a) + Long.bitCount(bucket[i + 1] ^ b);
            if (distance <= threshold) {
                distance += Long.bitCount(bucket[i + 2] ^ query.c()) + Long.bitCount(bucket[i + 3] ^ query.d());
                if (distance <= threshold) {
                    found.add(new Neighbour(new Pdq(bucket[i], bucket[i + 1], bucket[i + 2], bucket[i + 3]), distance));
                }
            }
        }
    }

    private void grow() {
        AtomicReferenceArray<long[]> old = buckets;
        AtomicReferenceArray<long[]> grown = emptyBuckets(old.length() * 2);
        for (int i = 0; i < old.length(); i++) {
            long[] bucket = old.get(i);
            for (int j = 0; j < bucket.length; j += WORDS) {
                int place = place(bucket[j], bucket[j + 1], bucket[j + 2], bucket[j + 3], grown.length());
                grown.set(place, with(grown.get(place), bucket[j], bucket[j + 1], bucket[j + 2], bucket[j + 3]));
            }
        }
        buckets = grown;
    }

    private int place(long a, long b, long c, long d, int count) {
        long mixed = seed;
        mixed = mix(mixed ^ a);
        mixed = mix(mixed ^ b);
        mixed = mix(mixed ^ c);
        mixed = mix(mixed ^ d);
        return (int) (mixed >>> 32) & (count - 1);
    }

    /** A published 64-bit finaliser: every bit of the input reaches every bit of the output. */
    private static long mix(long word) {
        long mixed = (word ^ word >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    private static int find(long[] bucket, Pdq pdq) {
        for (int i = 0; i < bucket.length; i += WORDS) {
            if (bucket[i] == pdq.a()
                    && bucket[i + 1] == pdq.b()
                    && bucket[i + 2] == pdq.c()
                    && bucket[i + 3] == pdq.d()) {
                return i;
            }
        }
        return -1;
    }

    private static long[] with(long[] bucket, long a, long b, long c, long d) {
        long[] more = Arrays.copyOf(bucket, bucket.length + WORDS);
        more[bucket.length] = a;
        more[bucket.length + 1] = b;
        more[bucket.length + 2] = c;
        more[bucket.length + 3] = d;
        return more;
    }

    private static AtomicReferenceArray<long[]> emptyBuckets(int count) {
        AtomicReferenceArray<long[]> buckets = new AtomicReferenceArray<>(count);
        for (int i = 0; i < count; i++) {
            buckets.set(i, EMPTY);
        }
        return buckets;
    }
}
