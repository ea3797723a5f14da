package org.egide.staff;

import java.time.Clock;
import java.time.Instant;
import org.egide.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * How many attempts to get in this process looks at: 60 at once and one more each second. It knows nobody's address. Beyond that
 * it refuses with {@code busy}.
 */
@Component
final class Attempts {
    private static final double MOST = 60;

    private final Clock clock;
    private double left = MOST;
    private Instant counted;

    Attempts(Clock clock) {
        this.clock = clock;
        this.counted = clock.instant();
    }

    synchronized void take() {
        var now = clock.instant();
        var passed = Math.max(0, now.toEpochMilli() - counted.toEpochMilli());
        left = Math.min(MOST, left + passed / 1000.0);
        counted = now;
        if (left < 1) {
            throw Refusal.withStatus(429, "busy", "Too many people sign in at this moment. Try again in a minute.");
        }
        left--;
    }
}
