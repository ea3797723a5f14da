package org.egide.fingerprint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * Hashes in order that never change, only be withdrawn, with what finds near ones: one block outside the heap.
 *
 * <p>The block holds the rows and, for each of sixteen chunks, the rows' numbers in the order of that chunk's bits (three
 * bytes each, under a table of 65,537 offsets), and beside each number the sixteen bits of the next chunk. That is
 * 32 + 16 * 5 = 112 bytes a row and four megabytes for the tables. Why so: at ten million random hashes 16 x 17 look-ups
 * bring 41,500 rows, and fetching each from memory is what such an index spends its time on. The bits beside the number
 * let all but one in four hundred go without that (the reason why that is exact is in {@link Allowance}), so that a
 * query reads a few hundred short runs in order and fetches about a hundred rows. Other divisions were weighed: eleven or
 * twelve chunks bring fewer rows but need ten times the look-ups and 400 MB of tables.
 *
 * <p>A query whose buckets are heavy shares its threshold out otherwise, and where nothing helps compares with each row.
 */
final class Segment {

    /** A row's number has 24 bits. */
    static final int MOST_ROWS = 1 << 24;

    /** Fewer rows than this are compared one by one, which is as fast and needs no tables. */
    static final int INDEXED_FROM = 1 << 16;

    private static final ValueLayout.OfLong LONG = SortedRows.LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt UNALIGNED =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfChar BITS = ValueLayout.JAVA_CHAR.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int ROW = SortedRows.BYTES;
    private static final int NUMBER = 3;
    private static final long TABLE = 4L * (Chunks.VALUES + 2);

    /** A query may read this many times what it would with evenly spread hashes before another sharing is sought. */
    private static final int HEAVY = 3;

    /** A query may fetch so many rows, and one in so many, before a scan is cheaper; clusters of thousands stay below. */
    private static final int FETCHED = 30_000;

    private static final int FETCHED_ONE_IN = 128;

    /** Rows that a scan copies at a time, so that they stay in the nearest cache. */
    private static final int STRETCH = 256;

    private final MemorySegment block;
    private final int rows;
    private final boolean indexed;
    private final Withdrawn withdrawn;

    /**
     * A block that was filled before.
     *
     * @param block {@link #bytes} long
     */
    Segment(MemorySegment block, int rows, Withdrawn withdrawn) {
        if (block.byteSize() != bytes(rows)) {
            throw new IllegalArgumentException("a block of " + rows + " rows has " + bytes(rows) + " bytes");
        }
        this.block = block;
        this.rows = rows;
        this.indexed = rows >= INDEXED_FROM;
        this.withdrawn = withdrawn;
    }

    /**
     * From rows in any order, equal ones among them.
     *
     * @param unsorted {@code count} times 32 bytes
     * @param parallel whether all processors may help
     */
    static Segment of(MemorySegment unsorted, int count, boolean parallel) {
        try (Arena scratch = Arena.ofShared()) {
            MemorySegment sorted = SortedRows.room(scratch, count);
            int rows = SortedRows.sort(unsorted, count, sorted);
            // Readers may hold it after another took its place, so its memory goes when nobody can reach it any more.
            MemorySegment block = Arena.ofAuto().allocate(bytes(rows), 64);
            MemorySegment.copy(sorted, 0, block, 0, (long) rows * ROW);
            Segment segment = new Segment(block, rows, new Withdrawn(rows));
            if (segment.indexed) {
                IntStream chunks = IntStream.range(0, Chunks.COUNT);
                (parallel ? chunks.parallel() : chunks).forEach(segment::fill);
            }
            return segment;
        }
    }

    /** Length of the block for so many rows. */
    static long bytes(int rows) {
        long bytes = (long) rows * ROW;
        return Math.max(8, rows < INDEXED_FROM ? bytes : bytes + Chunks.COUNT * chunkBytes(rows));
    }

    private static long chunkBytes(int rows) {
        // One byte more, because numbers are read four bytes at a time.
        return TABLE + aligned(2L * rows) + aligned((long) NUMBER * rows + 1);
    }

    private static long aligned(long bytes) {
        return bytes + 7 & -8;
    }

    private long table(int chunk) {
        return (long) rows * ROW + chunk * chunkBytes(rows);
    }

    private long bits(int chunk) {
        return table(chunk) + TABLE;
    }

    private long numbers(int chunk) {
        return bits(chunk) + aligned(2L * rows);
    }

    private void fill(int chunk) {
        int[] next = new int[Chunks.VALUES + 1];
        for (int row = 0; row < rows; row++) {
            next[chunkOf(row, chunk) + 1]++;
        }
        long table = table(chunk);
        for (int value = 0; value < Chunks.VALUES; value++) {
            next[value + 1] += next[value];
            block.set(INT, table + 4L * (value + 1), next[value + 1]);
        }
        long bits = bits(chunk);
        long numbers = numbers(chunk);
        for (int row = 0; row < rows; row++) {
            int at = next[chunkOf(row, chunk)]++;
            block.set(BITS, bits + 2L * at, (char) chunkOf(row, Chunks.after(chunk)));
            long number = numbers + (long) NUMBER * at;
            block.set(ValueLayout.JAVA_BYTE, number, (byte) row);
            block.set(ValueLayout.JAVA_BYTE, number + 1, (byte) (row >>> 8));
            block.set(ValueLayout.JAVA_BYTE, number + 2, (byte) (row >>> 16));
        }
    }

    private int chunkOf(int row, int chunk) {
        return block.get(BITS, (long) row * ROW + (chunk >>> 2) * 8L + 2L * (3 - (chunk & 3)));
    }

    /** The same, without what is withdrawn afterwards. */
    Segment asNow() {
        return new Segment(block, rows, withdrawn.asNow());
    }

    int rows() {
        return rows;
    }

    int counting() {
        return rows - withdrawn.count();
    }

    Withdrawn withdrawn() {
        return withdrawn;
    }

    MemorySegment block() {
        return block;
    }

    Pdq pdq(int row) {
        return SortedRows.get(block, row);
    }

    /** The row of a hash, withdrawn or not; negative if it has none. */
    int find(Pdq pdq) {
        int value = Chunks.of(pdq.a(), pdq.b(), pdq.c(), pdq.d(), 0);
        int low = indexed ? start(0, value) : 0;
        int high = indexed ? start(0, value + 1) : rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = SortedRows.compare(block, middle, pdq);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -1;
    }

    private int start(int chunk, int value) {
        return block.get(INT, table(chunk) + 4L * value);
    }

    /** Hands every row that counts and is near enough to the search, each once. */
    void near(Search search) {
        if (!indexed) {
            scan(search);
            return;
        }
        int[] parts = Allowance.even(search.threshold);
        if (heavy(search, parts)) {
            long[][] around = around(search);
            parts = Allowance.cheapest(search.threshold, around);
            if (Allowance.cost(parts, around) > rows / 2) {
                scan(search);
                return;
            }
        }
        int before = search.size();
        long compared = 0;
        for (int chunk = 0; chunk < Chunks.COUNT; chunk++) {
            compared += parts[chunk] == 0 ? 0 : lookUp(search, parts, chunk);
            if (compared > FETCHED + rows / FETCHED_ONE_IN) {
                search.forget(before);
                scan(search);
                return;
            }
        }
    }

    private boolean heavy(Search search, int[] parts) {
        long held = 0;
        long lookups = 0;
        for (int chunk = 0; chunk < Chunks.COUNT; chunk++) {
            int own = search.chunk(chunk);
            int turns = Chunks.TURNS_BELOW[parts[chunk]];
            lookups += turns;
            for (int i = 0; i < turns; i++) {
                held += held(chunk, own ^ Chunks.TURNS[i]);
            }
        }
        return held > HEAVY * (lookups * rows / Chunks.VALUES + lookups);
    }

    private int held(int chunk, int value) {
        return start(chunk, value + 1) - start(chunk, value);
    }

    /** For each chunk, the rows at a distance of less than 0, 1, 2, 3 and 4 from the query. */
    private long[][] around(Search search) {
        long[][] around = new long[Chunks.COUNT][Allowance.MOST + 1];
        for (int chunk = 0; chunk < Chunks.COUNT; chunk++) {
            int own = search.chunk(chunk);
            for (int below = 1; below <= Allowance.MOST; below++) {
                around[chunk][below] = around[chunk][below - 1];
                for (int i = Chunks.TURNS_BELOW[below - 1]; i < Chunks.TURNS_BELOW[below]; i++) {
                    around[chunk][below] += held(chunk, own ^ Chunks.TURNS[i]);
                }
            }
        }
        return around;
    }

    /** Looks for rows that have fewer errors than parts from this chunk on; how many were compared in full. */
    private long lookUp(Search search, int[] parts, int chunk) {
        int own = search.chunk(chunk);
        int next = search.chunk(Chunks.after(chunk));
        int most = parts[chunk] + parts[Chunks.after(chunk)] - 1;
        long compared = 0;
        for (int i = 0; i < Chunks.TURNS_BELOW[parts[chunk]]; i++) {
            int turn = Chunks.TURNS[i];
            compared += run(search, parts, chunk, own ^ turn, next, most - Integer.bitCount(turn));
        }
        return compared + compare(search, parts, chunk);
    }

    /** Reads one bucket; what comes through waits, so that the fetches from memory overlap. */
    private long run(Search search, int[] parts, int chunk, int value, int next, int most) {
        long bits = bits(chunk);
        int end = start(chunk, value + 1);
        long compared = 0;
        for (int from = start(chunk, value); from < end; from += Search.ROOM) {
            int to = Math.min(end, from + Search.ROOM);
            if (search.waiting + to - from > Search.ROOM) {
                compared += compare(search, parts, chunk);
            }
            int[] pending = search.pending;
            int waiting = search.waiting;
            for (int at = from; at < to; at++) {
                if (Integer.bitCount(block.get(BITS, bits + 2L * at) ^ next) <= most) {
                    pending[waiting++] = at;
                }
            }
            search.waiting = waiting;
        }
        return compared;
    }

    private int compare(Search search, int[] parts, int chunk) {
        int[] pending = search.pending;
        int waiting = search.waiting;
        long numbers = numbers(chunk);
        for (int i = 0; i < waiting; i++) {
            pending[i] = block.get(UNALIGNED, numbers + (long) NUMBER * pending[i]) & MOST_ROWS - 1;
        }
        for (int i = 0; i < waiting; i++) {
            int row = pending[i];
            int distance = distance(search, row);
            if (distance <= search.threshold && !withdrawn.has(row) && first(search, parts, chunk, row)) {
                search.found(pdq(row), distance);
            }
        }
        search.waiting = 0;
        return waiting;
    }

    /** Anything beyond the threshold when the first half already is. */
    private int distance(Search search, int row) {
        long at = (long) row * ROW;
        int half = Long.bitCount(block.get(LONG, at) ^ search.a) + Long.bitCount(block.get(LONG, at + 8) ^ search.b);
        return half > search.threshold
                ? half
                : half
                        + Long.bitCount(block.get(LONG, at + 16) ^ search.c)
                        + Long.bitCount(block.get(LONG, at + 24) ^ search.d);
    }

    /** Whether no chunk before this one brings the row as well, so that it is found once. */
    private boolean first(Search search, int[] parts, int chunk, int row) {
        for (int before = 0; before < chunk; before++) {
            int after = Chunks.after(before);
            int errors = errors(search, before, row);
            if (errors < parts[before] && errors + errors(search, after, row) < parts[before] + parts[after]) {
                return false;
            }
        }
        return true;
    }

    private int errors(Search search, int chunk, int row) {
        return Integer.bitCount(chunkOf(row, chunk) ^ search.chunk(chunk));
    }

    /** Compares with each row; by way of a small array, over which the compiler makes the faster loop. */
    private void scan(Search search) {
        long[] words = new long[4 * STRETCH];
        for (int from = 0; from < rows; from += STRETCH) {
            int count = Math.min(STRETCH, rows - from);
            MemorySegment.copy(block, LONG, (long) from * ROW, words, 0, 4 * count);
            scan(search, words, from, count);
        }
    }

    private void scan(Search search, long[] words, int from, int count) {
        long a = search.a;
        long b = search.b;
        for (int i = 0; i < count; i++) {
            int half = Long.bitCount(words[4 * i] ^ a) + Long.bitCount(words[4 * i + 1] ^ b);
            if (half <= search.threshold) {
                int distance =
                        half + Long.bitCount(words[4 * i + 2] ^ search.c) + Long.bitCount(words[4 * i + 3] ^ search.d);
                if (distance <= search.threshold && !withdrawn.has(from + i)) {
                    search.found(pdq(from + i), distance);
                }
            }
        }
    }
}
