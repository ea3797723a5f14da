package org.egide.fingerprint;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One pass of the blur: a box filter along every row, then along every column, fed row by row.
 *
 * <p>It keeps no more rows than the window is high and a few, so a picture of any size is blurred in a few hundred
 * kilobytes. The sums run in single precision, add before subtract, whatever the size: the order of operations is part of
 * the result, for each value. (A multiplication with the inverse in double precision rounds to the same single as the
 * division: a quotient of 24 bits by fewer than 20 is never as near to the middle between two of them as its error.) Free is which values are worked on side by side, and that only the wanted columns go on.
 */
final class BoxPass implements LumaRows {

    private final int width;
    private final int height;
    private final int ahead;
    private final int behind;
    private final int after;
    private final int before;
    private final int[] wanted;
    private final boolean all;
    private final LumaRows next;
    private final float[][] waiting = new float[RowSums.TOGETHER][];
    private final float[][] summed = new float[RowSums.TOGETHER][];
    private final float[][] ring;
    private final float[] sums;
    private int gathered;
    private int taken;
    private int given;

    /**
     * A pass.
     *
     * @param across the window along rows, less than the width
     * @param down the window along columns, less than the height
     * @param wanted the columns to go on with; all of them in their order, or some
     */
    BoxPass(int width, int height, int across, int down, int[] wanted, LumaRows next) {
        this.width = width;
        this.height = height;
        this.ahead = after(across);
        this.behind = across - 1 - ahead;
        this.after = after(down);
        this.before = down - 1 - after;
        this.wanted = wanted;
        this.all = Arrays.equals(wanted, IntStream.range(0, width).toArray());
        this.next = next;
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new float[width];
            summed[i] = new float[width];
        }
        this.ring = new float[down + 1][wanted.length];
        this.sums = new float[wanted.length];
    }

    private static int after(int window) {
        return (window + 2) / 2 - 1;
    }

    @Override
    public float[] room() {
        return waiting[gathered];
    }

    @Override
    public void accept() {
        gathered++;
        if (gathered < waiting.length && taken + gathered < height) {
            return;
        }
        RowSums.of(waiting, summed, ahead, behind, width);
        for (int i = 0; i < gathered; i++) {
            float[] kept = ring[taken % ring.length];
            means(summed[i], kept);
            taken++;
            alongColumns(kept);
        }
        gathered = 0;
    }

    private void means(float[] row, float[] into) {
        if (!all) {
            for (int i = 0; i < wanted.length; i++) {
                into[i] = row[wanted[i]] / counted(wanted[i]);
            }
            return;
        }
        for (int x = 0; x < behind; x++) {
            into[x] = row[x] / counted(x);
        }
        double part = 1.0 / (ahead + 1 + behind);
        for (int x = behind; x < width - ahead; x++) {
            into[x] = (float) (row[x] * part);
        }
        for (int x = width - ahead; x < width; x++) {
            into[x] = row[x] / counted(x);
        }
    }

    /** Values in the window around this column. */
    private float counted(int x) {
        return Math.min(x + ahead, width - 1) - Math.max(x - behind, 0) + 1;
    }

    private void alongColumns(float[] kept) {
        int leaving = taken - 1 - after - before - 1;
        if (taken <= after) {
            add(kept);
        } else if (leaving < 0) {
            add(kept);
            give();
        } else {
            addSubtractAndGive(kept, ring[leaving % ring.length]);
        }
        while (taken == height && given < height) {
            if (given - before - 1 >= 0) {
                subtract(ring[(given - before - 1) % ring.length]);
            }
            give();
        }
    }

    private void add(float[] row) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x];
        }
    }

    private void subtract(float[] row) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] -= row[x];
        }
    }

    private void give() {
        float count = Math.min(given + after, height - 1) - Math.max(given - before, 0) + 1;
        float[] into = next.room();
        for (int x = 0; x < sums.length; x++) {
            into[x] = sums[x] / count;
        }
        given++;
        next.accept();
    }

    /** The same in one go, for the many rows in the middle. */
    private void addSubtractAndGive(float[] entering, float[] leaving) {
        float[] running = sums;
        float[] into = next.room();
        double part = 1.0 / (after + 1 + before);
        for (int x = 0; x < running.length; x++) {
            float sum = running[x] + entering[x] - leaving[x];
            running[x] = sum;
            into[x] = (float) (sum * part);
        }
        given++;
        next.accept();
    }
}
