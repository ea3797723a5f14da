package org.egide.demo;

/** A step did not hold; the message is the reason in words. */
final class NotHeld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotHeld(String reason) {
        super(reason);
    }

    /** Refuses to go on unless it holds. */
    static void unless(boolean holds, String reason) {
        if (!holds) {
            throw new NotHeld(reason);
        }
    }
}
