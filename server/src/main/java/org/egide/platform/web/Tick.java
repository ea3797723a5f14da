package org.egide.platform.web;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets answers out only on a fixed beat, so that the last differences in work cannot be seen from outside (R6; section 10.4 of
 * front-door-and-care). Whoever waits holds a virtual thread and nothing else: no connection to the database, no turn.
 */
@Component
public final class Tick {
    /** Time between two beats: several times what the work for one code differs from that for another. */
    private static final Duration EACH = Duration.ofMillis(100);

    private final long start = System.nanoTime();

    /** Does the work and returns, or fails, on the next beat. */
    public <T> T after(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            await();
        }
    }

    private void await() {
        var now = System.nanoTime();
        var due = now + EACH.toNanos() - Math.floorMod(now - start, EACH.toNanos());
        while (due - System.nanoTime() > 0) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
