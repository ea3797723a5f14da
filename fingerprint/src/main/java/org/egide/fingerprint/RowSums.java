package org.egide.fingerprint;

/**
 * Running sums along rows. Each sum waits for the one before it, so several rows run side by side through the processor.
 */
final class RowSums {

    /** How many rows at once. */
    static final int TOGETHER = 4;

    private RowSums() {}

    /**
     * For each place the sum over the window around it, as far as there is a row.
     *
     * @param ahead how far the window reaches to the right
     * @param behind how far it reaches to the left
     * @param width of the rows, more than the window
     */
    static void of(float[][] rows, float[][] into, int ahead, int behind, int width) {
        float[] sums = new float[TOGETHER];
        for (int i = 0; i < TOGETHER; i++) {
            sums[i] = start(rows[i], into[i], ahead, behind);
        }
        middle(rows, into, sums, behind + 1, behind + 1 + ahead, width - ahead);
        for (int i = 0; i < TOGETHER; i++) {
            end(rows[i], into[i], sums[i], behind, width - ahead, width);
        }
    }

    private static float start(float[] row, float[] into, int ahead, int behind) {
        float sum = 0;
        for (int x = 0; x < ahead; x++) {
            sum += row[x];
        }
        for (int x = 0; x <= behind; x++) {
            sum += row[x + ahead];
            into[x] = sum;
        }
        return sum;
    }

    private static void middle(float[][] rows, float[][] into, float[] sums, int from, int window, int to) {
        float[] a = rows[0];
        float[] b = rows[1];
        float[] c = rows[2];
        float[] d = rows[3];
        float[] intoA = into[0];
        float[] intoB = into[1];
        float[] intoC = into[2];
        float[] intoD = into[3];
        float sumA = sums[0];
        float sumB = sums[1];
        float sumC = sums[2];
        float sumD = sums[3];
        int ahead = window - from;
        for (int x = from; x < to; x++) {
            sumA = sumA + a[x + ahead] - a[x - from];
            sumB = sumB + b[x + ahead] - b[x - from];
            sumC = sumC + c[x + ahead] - c[x - from];
            sumD = sumD + d[x + ahead] - d[x - from];
            intoA[x] = sumA;
            intoB[x] = sumB;
            intoC[x] = sumC;
            intoD[x] = sumD;
        }
        sums[0] = sumA;
        sums[1] = sumB;
        sums[2] = sumC;
        sums[3] = sumD;
    }

    private static void end(float[] row, float[] into, float last, int behind, int from, int width) {
        float sum = last;
        for (int x = from; x < width; x++) {
            sum -= row[x - behind - 1];
            into[x] = sum;
        }
    }
}
