package org.egide.indicators;

/** What a reader knows of a number: it lies between these, both included. */
record Interval(long low, long high) {
    /** So many as nobody would reach: stands for no upper end. */
    static final long NO_END = 1_000_000_000L;

    Interval {
        if (low < 0 || high < low) {
            throw new IllegalArgumentException(
                    "an interval of counts begins at 0 or above and does not end before it begins");
        }
    }

    static Interval exactly(long n) {
        return new Interval(n, n);
    }

    long width() {
        return high - low;
    }
}
