package org.egide.fingerprint;

import java.util.Arrays;

/**
 * How a threshold is shared out among the chunks: as many parts as the threshold plus one, some chunks more, some fewer.
 *
 * <p>If a hash is within the threshold, its errors minus the parts sum to less than nothing around the ring. Then there is
 * a chunk from which every run of chunks, however short, has fewer errors than parts: start behind the place where the
 * running sum is greatest. So it is enough to look, for each chunk, at rows with fewer errors than parts in the chunk
 * itself, and of those at the ones with fewer errors than parts in the chunk and its neighbour together. This holds for
 * every way of sharing; which one is taken decides the cost only.
 */
final class Allowance {

    /** More parts in one chunk would mean thousands of look-ups. */
    static final int MOST = Chunks.TURNS_BELOW.length - 1;

    /** What a look-up costs beside its rows, in rows: one cache miss. */
    private static final long LOOKUP = 64;

    private Allowance() {}

    /** As evenly as it goes. */
    static int[] even(int threshold) {
        int[] parts = new int[Chunks.COUNT];
        Arrays.setAll(parts, i -> (threshold + 1) / Chunks.COUNT + (i < (threshold + 1) % Chunks.COUNT ? 1 : 0));
        return parts;
    }

    /** Rows and look-ups that the sharing costs, in rows. */
    static long cost(int[] parts, long[][] rows) {
        long cost = 0;
        for (int i = 0; i < parts.length; i++) {
            cost += rows[i][parts[i]] + LOOKUP * Chunks.TURNS_BELOW[parts[i]];
        }
        return cost;
    }

    /**
     * The cheapest, when some buckets hold far more rows than others.
     *
     * @param rows for each chunk, the rows at a distance of less than 0, 1, 2, 3 and 4 from the query
     */
    static int[] cheapest(int threshold, long[][] rows) {
        long[][] best = new long[Chunks.COUNT + 1][threshold + 2];
        int[][] taken = new int[Chunks.COUNT][threshold + 2];
        Arrays.fill(best[0], Long.MAX_VALUE);
        best[0][0] = 0;
        for (int i = 0; i < Chunks.COUNT; i++) {
            Arrays.fill(best[i + 1], Long.MAX_VALUE);
            for (int more = 0; more <= MOST; more++) {
                long cost = rows[i][more] + LOOKUP * Chunks.TURNS_BELOW[more];
                for (int sum = more; sum <= threshold + 1; sum++) {
                    long before = best[i][sum - more];
                    if (before != Long.MAX_VALUE && before + cost < best[i + 1][sum]) {
                        best[i + 1][sum] = before + cost;
                        taken[i][sum] = more;
                    }
                }
            }
        }
        int[] parts = new int[Chunks.COUNT];
        int left = threshold + 1;
        for (int i = Chunks.COUNT - 1; i >= 0; i--) {
            parts[i] = taken[i][left];
            left -= parts[i];
        }
        return parts;
    }
}
