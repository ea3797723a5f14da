package org.egide.fingerprint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int GATHERED = 512;
    private static final int SIDE = 8;
    private static final int UNUSED = 64;

    private static final int BITS = 13;
    private static final int KEPT = 2;
    private static final int FIRST_SHIFT = BITS - KEPT;
    private static final int FIRST_HALF = 1 << FIRST_SHIFT - 1;
    private static final int SECOND_SHIFT = BITS + KEPT + 3;
    /** Rounds, and lifts the middle to 128. */
    private static final int SECOND_HALF = (1 << SECOND_SHIFT - 1) + (128 << SECOND_SHIFT);

    private static final int C_0_298 = fixed(0.298631336);
    private static final int C_0_390 = fixed(0.390180644);
    private static final int C_0_541 = fixed(0.541196100);
    private static final int C_0_765 = fixed(0.765366865);
    private static final int C_0_899 = fixed(0.899976223);
    private static final int C_1_175 = fixed(1.175875602);
    private static final int C_1_501 = fixed(1.501321110);
    private static final int C_1_847 = fixed(1.847759065);
    private static final int C_1_961 = fixed(1.961570560);
    private static final int C_2_053 = fixed(2.053119869);
    private static final int C_2_562 = fixed(2.562915447);
    private static final int C_3_072 = fixed(3.072711026);

    /** First which coefficient, row by row of a block, then which of the gathered blocks. */
    final int[][] coefficients = new int[UNUSED + 1][GATHERED];

    private final int[] places = new int[GATHERED];
    private final int[] left = new int[GATHERED];
    private final int[] right = new int[GATHERED];
    private final byte[] plane;
    private final int stride;
    private int gathered;

    /** Blocks that go to this plane, whose rows are this far apart. */
    LumaBlocks(byte[] plane, int stride) {
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
        places[gathered] = (blockRow * stride + blockColumn) * SIDE;
        return gathered++;
    }

    /** Transforms what was gathered. */
    void finish() {
        int[][] c = coefficients;
        for (int i = 0; i < SIDE; i++) {
            columns(c[i], c[8 + i], c[16 + i], c[24 + i], c[32 + i], c[40 + i], c[48 + i], c[56 + i], gathered);
        }
        for (int i = 0; i < SIDE; i++) {
            int r = i * SIDE;
            rows(c[r], c[r + 1], c[r + 2], c[r + 3], c[r + 4], c[r + 5], c[r + 6], c[r + 7], left, right, gathered);
            store(i * stride);
        }
        for (int[] all : c) {
            Arrays.fill(all, 0, gathered, 0);
        }
        gathered = 0;
    }

    private void store(int offset) {
        for (int b = 0; b < gathered; b++) {
            LONGS.set(plane, places[b] + offset, (long) right[b] << 32 | left[b] & 0xFFFFFFFFL);
        }
    }

    private static void columns(
            int[] c0, int[] c1, int[] c2, int[] c3, int[] c4, int[] c5, int[] c6, int[] c7, int number) {
        for (int b = 0; b < number; b++) {
            int even = (c2[b] + c6[b]) * C_0_541;
            int e2 = even - c6[b] * C_1_847;
            int e3 = even + c2[b] * C_0_765;
            int e0 = (c0[b] + c4[b] << BITS) + FIRST_HALF;
            int e1 = (c0[b] - c4[b] << BITS) + FIRST_HALF;
            int o0 = c7[b];
            int o1 = c5[b];
            int o2 = c3[b];
            int o3 = c1[b];
            int z5 = (o0 + o1 + o2 + o3) * C_1_175;
            int z1 = (o0 + o3) * -C_0_899;
            int z2 = (o1 + o2) * -C_2_562;
            int z3 = (o0 + o2) * -C_1_961 + z5;
            int z4 = (o1 + o3) * -C_0_390 + z5;
            o0 = o0 * C_0_298 + z1 + z3;
            o1 = o1 * C_2_053 + z2 + z4;
            o2 = o2 * C_3_072 + z2 + z3;
            o3 = o3 * C_1_501 + z1 + z4;
            c0[b] = e0 + e3 + o3 >> FIRST_SHIFT;
            c7[b] = e0 + e3 - o3 >> FIRST_SHIFT;
            c1[b] = e1 + e2 + o2 >> FIRST_SHIFT;
            c6[b] = e1 + e2 - o2 >> FIRST_SHIFT;
            c2[b] = e1 - e2 + o1 >> FIRST_SHIFT;
            c5[b] = e1 - e2 - o1 >> FIRST_SHIFT;
            c3[b] = e0 - e3 + o0 >> FIRST_SHIFT;
            c4[b] = e0 - e3 - o0 >> FIRST_SHIFT;
        }
    }

    private static void rows(
            int[] c0,
            int[] c1,
            int[] c2,
            int[] c3,
            int[] c4,
            int[] c5,
            int[] c6,
            int[] c7,
            int[] left,
            int[] right,
            int number) {
        for (int b = 0; b < number; b++) {
            int even = (c2[b] + c6[b]) * C_0_541;
            int e2 = even - c6[b] * C_1_847;
            int e3 = even + c2[b] * C_0_765;
            int e0 = (c0[b] + c4[b] << BITS) + SECOND_HALF;
            int e1 = (c0[b] - c4[b] << BITS) + SECOND_HALF;
            int o0 = c7[b];
            int o1 = c5[b];
            int o2 = c3[b];
            int o3 = c1[b];
            int z5 = (o0 + o1 + o2 + o3) * C_1_175;
            int z1 = (o0 + o3) * -C_0_899;
            int z2 = (o1 + o2) * -C_2_562;
            int z3 = (o0 + o2) * -C_1_961 + z5;
            int z4 = (o1 + o3) * -C_0_390 + z5;
            o0 = o0 * C_0_298 + z1 + z3;
            o1 = o1 * C_2_053 + z2 + z4;
            o2 = o2 * C_3_072 + z2 + z3;
            o3 = o3 * C_1_501 + z1 + z4;
            left[b] = limited(e0 + e3 + o3)
                    | limited(e1 + e2 + o2) << 8
                    | limited(e1 - e2 + o1) << 16
                    | limited(e0 - e3 + o0) << 24;
            right[b] = limited(e0 - e3 - o0)
                    | limited(e1 - e2 - o1) << 8
                    | limited(e1 + e2 - o2) << 16
                    | limited(e0 + e3 - o3) << 24;
        }
    }

    private static int limited(int sum) {
        return Math.max(0, Math.min(255, sum >> SECOND_SHIFT));
    }
}
