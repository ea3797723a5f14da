package org.egide.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do: asks again and again until it is so, but not for ever. */
final class Patience {
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(60);

    private Patience() {}

    /** Something that may not be there yet. */
    @FunctionalInterface
    interface Look<T> {
        Optional<T> look() throws Exception;
    }

    /** The value as soon as it is there; a step that waits in vain does not hold. */
    static <T> T until(String what, Look<T> look) throws Exception {
        var end = System.nanoTime() + LONGEST.toNanos();
        for (; ; ) {
            var found = look.look();
            if (found.isPresent()) {
                return found.get();
            }
            NotHeld.unless(System.nanoTime() < end, "waited " + LONGEST.toSeconds() + " seconds in vain: " + what);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
