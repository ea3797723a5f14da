package org.egide.fingerprint;

/**
 * Both passes of the blur in one direction, and the picking of 64 centres, as one weighted sum for each centre. The box
 * filters are linear and the directions do not mix, so in exact arithmetic nothing differs from filtering one after the
 * other; in single precision the last digits do.
 */
final class BlurKernel {

    /** Centres in each direction. */
    static final int SIDE = 64;

    /** Places that are summed together: every kernel starts at a multiple and is padded with weights of 0. */
    static final int GROUP = 4;

    private final int[] starts = new int[SIDE];
    private final float[][] weights = new float[SIDE][];

    /** For pictures of this size in this direction. */
    BlurKernel(int size) {
        int window = Math.ceilDiv(size, 2 * SIDE);
        int after = window / 2;
        int before = window - 1 - after;
        for (int i = 0; i < SIDE; i++) {
            int centre = (int) ((2L * i + 1) * size / (2 * SIDE));
            int start = Math.max(0, centre - 2 * before) / GROUP * GROUP;
            int end = Math.ceilDiv(Math.min(size, centre + 2 * after + 1), GROUP) * GROUP;
            starts[i] = start;
            weights[i] = weights(start, end - start, centre, before, after, size);
        }
    }

    /** A mean of means, each over the places that exist. */
    private static float[] weights(int start, int length, int centre, int before, int after, int size) {
        double[] sums = new double[length];
        int first = Math.max(0, centre - before);
        int last = Math.min(size - 1, centre + after);
        for (int mean = first; mean <= last; mean++) {
            int from = Math.max(0, mean - before);
            int to = Math.min(size - 1, mean + after);
            for (int place = from; place <= to; place++) {
                sums[place - start] += 1.0 / (last - first + 1) / (to - from + 1);
            }
        }
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = (float) sums[i];
        }
        return weights;
    }

    /** The first place that counts for this centre. */
    int start(int centre) {
        return starts[centre];
    }

    /** The weights from there on. */
    float[] weights(int centre) {
        return weights[centre];
    }
}
