package org.egide.testing;

import java.util.Arrays;

/** The two-sample test of Kolmogorov and Smirnov: whether two samples may come from one distribution, whatever its shape. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /** How likely a difference at least this large is when there is none; asymptotic, good from some dozens in each sample. */
    public static double p(long[] one, long[] other) {
        var n = (double) one.length * other.length / (one.length + other.length);
        var lambda = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance(one, other);
        if (lambda < 0.2) {
            return 1;
        }
        var sum = 0.0;
        for (var k = 1; k <= 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
        }
        return Math.clamp(sum, 0.0, 1.0);
    }

    /** The largest difference between the two empirical distributions, 0 to 1. */
    public static double distance(long[] one, long[] other) {
        var a = one.clone();
        var b = other.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        var i = 0;
        var j = 0;
        var most = 0.0;
        while (i < a.length && j < b.length) {
            var value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }
}
