package org.egide.bench.quality;

import java.util.SplittableRandom;

/** Noise of several scales, as light and texture of photographs have: coarse ones strong, fine ones weak. Values about 0 to 1. */
final class SmoothNoise {
    private final int side;
    private final float[][] lattices;
    private final double[] scales;
    private final double[] weights;

    /**
     * Noise to be read over a stretch of about 0 to 1 in both directions.
     *
     * @param cells across at the coarsest scale
     * @param octaves scales, each twice as fine
     * @param persistence weight of a scale against the coarser one, 0 to 1
     */
    SmoothNoise(SplittableRandom random, double cells, int octaves, double persistence) {
        this.side = 64;
        this.lattices = new float[octaves][side * side];
        this.scales = new double[octaves];
        this.weights = new double[octaves];
        var sum = 0.0;
        for (var octave = 0; octave < octaves; octave++) {
            for (var i = 0; i < side * side; i++) {
                lattices[octave][i] = (float) random.nextDouble();
            }
            scales[octave] = cells * (1 << octave);
            weights[octave] = Math.pow(persistence, octave);
            sum += weights[octave];
        }
        for (var octave = 0; octave < octaves; octave++) {
            weights[octave] /= sum;
        }
    }

    double at(double x, double y) {
        var value = 0.0;
        for (var octave = 0; octave < scales.length; octave++) {
            value += weights[octave] * lattice(lattices[octave], x * scales[octave] + 7.3, y * scales[octave] + 3.1);
        }
        return value;
    }

    private double lattice(float[] values, double x, double y) {
        var column = (int) Math.floor(x);
        var row = (int) Math.floor(y);
        var across = smooth(x - column);
        var down = smooth(y - row);
        var left = column & side - 1;
        var right = column + 1 & side - 1;
        var upper = (row & side - 1) * side;
        var lower = (row + 1 & side - 1) * side;
        var top = values[upper + left] + across * (values[upper + right] - values[upper + left]);
        var bottom = values[lower + left] + across * (values[lower + right] - values[lower + left]);
        return top + down * (bottom - top);
    }

    private static double smooth(double share) {
        return share * share * (3 - 2 * share);
    }
}
