package org.egide.fingerprint;

import java.util.Arrays;

/**
 * The luma that a JPEG holds, 0 to 255 each, row by row: the colours were never converted, so every pixel reads as grey.
 *
 * <p>Four pixels lie in an {@code int}, the first in its lowest bits. Rows are padded to whole blocks, and so is the
 * picture below: 1 byte a pixel and a little more.
 */
final class LumaPixels implements Pixels {

    private static final int PACKED = BlurKernel.GROUP;
    private static final int SIDE = BlurKernel.SIDE;

    private final int width;
    private final int height;
    private final int stride;
    private final int[] plane;

    /** A plane whose rows are this many groups of four pixels apart. */
    LumaPixels(int width, int height, int stride, int[] plane) {
        if (width < 1 || height < 1 || (long) stride * PACKED < width || plane.length < (long) stride * height) {
            throw new IllegalArgumentException("a plane too small for its picture");
        }
        this.width = width;
        this.height = height;
        this.stride = stride;
        this.plane = plane;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void row(int y, int[] into) {
        int from = y * stride;
        for (int x = 0; x < width; x++) {
            into[x] = (plane[from + (x >> 2)] >>> (8 * (x & 3)) & 255) * 0x010101;
        }
    }

    /** The luma of one pixel. */
    int luma(int x, int y) {
        return plane[y * stride + (x >> 2)] >>> (8 * (x & 3)) & 255;
    }

    /** Reduced to a square by picking, as {@link NearestPixels} picks; the side is a multiple of four. */
    LumaPixels nearest(int side) {
        int[] columns = new int[side];
        int[] shifts = new int[side];
        for (int i = 0; i < side; i++) {
            int x = NearestPixels.pick(i, width, side);
            columns[i] = x >> 2;
            shifts[i] = 8 * (x & 3);
        }
        int across = side / PACKED;
        int[] picked = new int[across * side];
        for (int i = 0; i < side; i++) {
            int from = NearestPixels.pick(i, height, side) * stride;
            for (int j = 0; j < side; j += PACKED) {
                picked[i * across + j / PACKED] = (plane[from + columns[j]] >>> shifts[j] & 255)
                        | (plane[from + columns[j + 1]] >>> shifts[j + 1] & 255) << 8
                        | (plane[from + columns[j + 2]] >>> shifts[j + 2] & 255) << 16
                        | (plane[from + columns[j + 3]] >>> shifts[j + 3] & 255) << 24;
            }
        }
        return new LumaPixels(side, side, across, picked);
    }

    /** Blurred and reduced to 64 x 64, row by row. */
    float[] reduced() {
        BlurKernel across = new BlurKernel(width);
        BlurKernel down = new BlurKernel(height);
        float[][] sums = new float[PACKED][stride];
        float[] reduced = new float[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++) {
            for (float[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            float[] weights = down.weights(i);
            int last = Math.min(weights.length, height - down.start(i));
            for (int k = 0; k < last; k++) {
                if (weights[k] != 0) {
                    add((down.start(i) + k) * stride, weights[k], sums);
                }
            }
            for (int j = 0; j < SIDE; j++) {
                reduced[i * SIDE + j] = sum(sums, across.start(j) / PACKED, across.weights(j));
            }
        }
        return reduced;
    }

    private void add(int from, float weight, float[][] sums) {
        for (int i = 0; i < PACKED; i++) {
            add(plane, from, 8 * i, weight, sums[i]);
        }
    }

    private static void add(int[] plane, int from, int shift, float weight, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * (plane[from + x] >>> shift & 255);
        }
    }

    private static float sum(float[][] values, int from, float[] weights) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        for (int k = 0; k < weights.length; k += PACKED) {
            int at = from + k / PACKED;
            first += weights[k] * values[0][at];
            second += weights[k + 1] * values[1][at];
            third += weights[k + 2] * values[2][at];
            fourth += weights[k + 3] * values[3][at];
        }
        return first + second + (third + fourth);
    }
}
