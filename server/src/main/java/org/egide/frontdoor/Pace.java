package org.egide.frontdoor;

import java.time.Clock;

/**
 * How often something costly is done for strangers in this process: so many at once, one more each second, whoever asks. Nobody is
 * told apart, because no address is kept.
 */
final class Pace {
    private final Clock clock;
    private final double most;
    private double left;
    private long at;

    Pace(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
        this.left = most;
        this.at = clock.millis();
    }

    /** Whether there is room for one more now. */
    synchronized boolean take() {
        var now = clock.millis();
        left = Math.min(most, left + Math.max(0, now - at) / 1000.0);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
