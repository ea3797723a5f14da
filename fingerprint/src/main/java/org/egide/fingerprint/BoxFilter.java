package org.egide.fingerprint;

import java.util.function.Consumer;

/**
 * One pass of the blur: a box filter along every row, then along every column, fed row by row.
 *
 * <p>It keeps no more rows than the window is high, so a picture of any size is blurred in a few hundred kilobytes. The
 * sums run in single precision, add before subtract, whatever the size: the order of operations is part of the result.
 */
final class BoxFilter {

    private final int width;
    private final int height;
    private final int across;
    private final int down;
    private final int after;
    private final Consumer<float[]> next;
    private final float[][] ring;
    private final float[] sums;
    private final float[] blurred;
    private int taken;
    private int given;
    private int summed;

    BoxFilter(int width, int height, int across, int down, Consumer<float[]> next) {
        this.width = width;
        this.height = height;
        this.across = across;
        this.down = down;
        this.after = after(down);
        this.next = next;
        this.ring = new float[down + 1][width];
        this.sums = new float[width];
        this.blurred = new float[width];
    }

    private static int after(int window) {
        return (window + 2) / 2 - 1;
    }

    /** Takes the next row; passes on each row whose window is complete. */
    void accept(float[] row) {
        float[] kept = ring[taken % ring.length];
        alongRow(row, kept);
        for (int x = 0; x < width; x++) {
            sums[x] += kept[x];
        }
        taken++;
        summed++;
        if (taken > after) {
            give();
        }
        if (taken == height) {
            while (given < height) {
                give();
            }
        }
    }

    private void give() {
        int leaving = given - (down - 1 - after) - 1;
        if (leaving >= 0) {
            float[] gone = ring[leaving % ring.length];
            for (int x = 0; x < width; x++) {
                sums[x] -= gone[x];
            }
            summed--;
        }
        float count = summed;
        for (int x = 0; x < width; x++) {
            blurred[x] = sums[x] / count;
        }
        given++;
        next.accept(blurred);
    }

    private void alongRow(float[] row, float[] into) {
        int ahead = after(across);
        int behind = across - 1 - ahead;
        float sum = 0;
        int count = 0;
        for (int x = 0; x < Math.min(ahead, width); x++) {
            sum += row[x];
            count++;
        }
        for (int x = 0; x < width; x++) {
            if (x + ahead < width) {
                sum += row[x + ahead];
                count++;
            }
            if (x - behind - 1 >= 0) {
                sum -= row[x - behind - 1];
                count--;
            }
            into[x] = sum / count;
        }
    }
}
