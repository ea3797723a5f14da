package org.egide.staff;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.egide.platform.Refusal;
import org.egide.platform.web.Network;
import org.springframework.stereotype.Component;

/**
 * How many attempts at passphrase and code this process looks at from one network: 20 at once and one more every two seconds;
 * beyond that it refuses with {@code busy}. What fits costs nothing. Networks are forgotten when {@value #NETWORKS} newer ones were
 * seen, so that nobody fills the memory; what a name may be guessed is counted elsewhere, in {@link Failures}.
 */
@Component
final class Attempts {
    static final int NETWORKS = 10_000;
    private static final double MOST = 20;
    private static final double EACH_SECOND = 0.5;

    private final Clock clock;
    private final LinkedHashMap<Network, Left> left = new LinkedHashMap<>(16, 0.75f, true);

    Attempts(Clock clock) {
        this.clock = clock;
    }

    private record Left(double attempts, Instant at) {}

    synchronized void take(Network network) {
        var attempts = left(network);
        if (attempts < 1) {
            throw Refusal.withStatus(429, "busy", "Too many people sign in at this moment. Try again in a minute.");
        }
        keep(network, attempts - 1);
    }

    synchronized void giveBack(Network network) {
        keep(network, Math.min(MOST, left(network) + 1));
    }

    private double left(Network network) {
        var before = left.get(network);
        if (before == null) {
            return MOST;
        }
        var passed = Math.max(0, clock.millis() - before.at().toEpochMilli());
        return Math.min(MOST, before.attempts() + EACH_SECOND * passed / 1000);
    }

    private void keep(Network network, double attempts) {
        left.put(network, new Left(attempts, clock.instant()));
        if (left.size() > NETWORKS) {
            left.pollFirstEntry();
        }
    }

    synchronized int networks() {
        return left.size();
    }
}
