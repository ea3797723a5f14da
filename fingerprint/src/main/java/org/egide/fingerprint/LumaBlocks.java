package org.egide.fingerprint;

import java.util.Arrays;

/**
 * Turns blocks of 64 dequantised coefficients into pixels: the inverse cosine transform of ITU-T T.81, annex A, by the
 * published algorithm of Loeffler, Ligtenberg and Moschytz (1989), in whole numbers with 13 bits of fraction, two bits kept
 * between the two directions. These are the roundings of the accurate transform of most decoders: the same numbers come out.
 *
 * <p>Hundreds of blocks are gathered, the same coefficient of all side by side, so that the processor transforms many
 * blocks with each instruction.
 */
final class LumaBlocks {

    /** Where the coefficient number k of the zigzag lies in {@link #coefficients}; beyond a block, in a row not used. */
    static final int[] PLACES = places();

    private static final int GATHERED = 512;
    private static final int SIDE = 8;
    private static final int UNUSED = 64;

    private static final int BITS = 13;
    private static final int KEPT = 2;
    private static final int FIRST_SHIFT = BITS - KEPT;
    private static final int FIRST_HALF = 1 << (FIRST_SHIFT - 1);
    private static final int SECOND_SHIFT = BITS + KEPT + 3;
    /** Rounds, and lifts the middle to 128. */
    private static final int SECOND_HALF = (1 << (SECOND_SHIFT - 1)) + (128 << SECOND_SHIFT);

    private static final int SUM = fixed(1.175875602);
    private static final int EDGES = fixed(0.899976223);
    private static final int MIDDLE = fixed(2.562915447);
    private static final int LATER = fixed(1.961570560);
    private static final int EARLIER = fixed(0.390180644);
    private static final int SIXTH = fixed(0.541196100);

    private static final int ONE = 1 << BITS;
    private static final int EVEN_2 = SIXTH;
    private static final int EVEN_3 = SIXTH + fixed(0.765366865);
    private static final int EVEN_6 = SIXTH - fixed(1.847759065);

    /** What the odd coefficients, 1, 3, 5 and 7, give to each pair of results: the multiplications of the algorithm, summed. */
    private static final int[][] ODD = {
        {fixed(1.501321110) - EDGES - EARLIER + SUM, SUM, SUM - EARLIER, SUM - EDGES},
        {SUM, fixed(3.072711026) - MIDDLE - LATER + SUM, SUM - MIDDLE, SUM - LATER},
        {SUM - EARLIER, SUM - MIDDLE, fixed(2.053119869) - MIDDLE - EARLIER + SUM, SUM},
        {SUM - EDGES, SUM - LATER, SUM, fixed(0.298631336) - EDGES - LATER + SUM},
    };

    /** First which coefficient, row by row of a block, then which of the gathered blocks. */
    final int[][] coefficients = new int[UNUSED + 1][GATHERED];

    private final int[][] halfway = new int[UNUSED][GATHERED];
    private final int[][] results = new int[SIDE][GATHERED];
    private final int[] places = new int[GATHERED];
    private final int[] left = new int[GATHERED];
    private final int[] right = new int[GATHERED];
    private final int[] plane;
    private final int stride;
    private int gathered;

    /** Blocks that go to this plane of four pixels an int, whose rows are this far apart. */
    LumaBlocks(int[] plane, int stride) {
        this.plane = plane;
        this.stride = stride;
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << BITS) + 0.5);
    }

    private static int[] places() {
        int[] places = new int[256];
        Arrays.fill(places, UNUSED);
        int row = 0;
        int column = 0;
        for (int k = 0; k < SIDE * SIDE; k++) {
            places[k] = row * SIDE + column;
            boolean rising = (row + column) % 2 == 0;
            if (rising && column < SIDE - 1) {
                column++;
                row = Math.max(0, row - 1);
            } else if (rising) {
                row++;
            } else if (row < SIDE - 1) {
                row++;
                column = Math.max(0, column - 1);
            } else {
                column++;
            }
        }
        return places;
    }

    /** Takes in a block whose coefficients will be set at the returned place; all of them are 0. */
    int next(int blockRow, int blockColumn) {
        if (gathered == GATHERED) {
            finish();
        }
        places[gathered] = blockRow * SIDE * stride + blockColumn * 2;
        return gathered++;
    }

    /** Transforms what was gathered. */
    void finish() {
        for (int i = 0; i < SIDE; i++) {
            transform(coefficients, i, SIDE, halfway, i, FIRST_HALF, FIRST_SHIFT);
        }
        for (int i = 0; i < SIDE; i++) {
            transform(halfway, i * SIDE, 1, results, 0, SECOND_HALF, SECOND_SHIFT);
            pack(results[0], results[1], results[2], results[3], left, gathered);
            pack(results[4], results[5], results[6], results[7], right, gathered);
            store(i * stride);
        }
        for (int[] all : coefficients) {
            Arrays.fill(all, 0, gathered, 0);
        }
        gathered = 0;
    }

    private void store(int offset) {
        for (int b = 0; b < gathered; b++) {
            plane[places[b] + offset] = left[b];
            plane[places[b] + offset + 1] = right[b];
        }
    }

    /** One direction of all blocks: eight numbers of each, this far apart, into eight as far apart. */
    private void transform(int[][] from, int first, int apart, int[][] into, int place, int half, int shift) {
        int[] c0 = from[first];
        int[] c2 = from[first + 2 * apart];
        int[] c4 = from[first + 4 * apart];
        int[] c6 = from[first + 6 * apart];
        even(c0, c2, c4, c6, half, gathered);
        int[][] sums = {c0, c2, c4, c6};
        for (int i = 0; i < 4; i++) {
            odd(
                    from[first + apart],
                    from[first + 3 * apart],
                    from[first + 5 * apart],
                    from[first + 7 * apart],
                    ODD[i],
                    sums[i],
                    shift,
                    into[place + i * apart],
                    into[place + (7 - i) * apart],
                    gathered);
        }
    }

    // The loops from here on are as small as they are so that the compiler makes vector instructions of them.

    /** In place of the four even coefficients what they give to the results 0 and 7, 1 and 6, 2 and 5, 3 and 4. */
    private static void even(int[] c0, int[] c2, int[] c4, int[] c6, int half, int number) {
        for (int b = 0; b < number; b++) {
            int x0 = c0[b];
            int x2 = c2[b];
            int x4 = c4[b];
            int x6 = c6[b];
            int e0 = x0 * ONE + x4 * ONE + half;
            int e1 = x0 * ONE - x4 * ONE + half;
            int e2 = x2 * EVEN_2 + x6 * EVEN_6;
            int e3 = x2 * EVEN_3 + x6 * EVEN_2;
            c0[b] = e0 + e3;
            c2[b] = e1 + e2;
            c4[b] = e1 - e2;
            c6[b] = e0 - e3;
        }
    }

    private static void odd(
            int[] c1,
            int[] c3,
            int[] c5,
            int[] c7,
            int[] factors,
            int[] even,
            int shift,
            int[] low,
            int[] high,
            int number) {
        int f1 = factors[0];
        int f3 = factors[1];
        int f5 = factors[2];
        int f7 = factors[3];
        for (int b = 0; b < number; b++) {
            int odd = c1[b] * f1 + c3[b] * f3 + c5[b] * f5 + c7[b] * f7;
            int sum = even[b];
            low[b] = (sum + odd) >> shift;
            high[b] = (sum - odd) >> shift;
        }
    }

    private static void pack(int[] first, int[] second, int[] third, int[] fourth, int[] into, int number) {
        for (int b = 0; b < number; b++) {
            into[b] = limited(first[b]) | limited(second[b]) << 8 | limited(third[b]) << 16 | limited(fourth[b]) << 24;
        }
    }

    /** Between 0 and 255, without a branch. */
    private static int limited(int value) {
        return (value | (255 - value) >> 31) & ~(value >> 31) & 255;
    }
}
