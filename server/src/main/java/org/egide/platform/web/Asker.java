package org.egide.platform.web;

import java.util.Objects;

/**
 * Who asks, as far as fairness between strangers needs it: a name for a network that means nothing outside this process and this day.
 * Bound to the thread of a request by {@link Askers}; never stored, never logged (R7 of front-door-and-care, section 10.4).
 */
public record Asker(String lane) {
    /** Whoever works inside the process, without a request. */
    public static final Asker HOUSE = new Asker("house");

    static final ScopedValue<Asker> HERE = ScopedValue.newInstance();

    public Asker {
        Objects.requireNonNull(lane);
    }

    /** Who asks in this thread. */
    public static Asker here() {
        return HERE.orElse(HOUSE);
    }

    @Override
    public String toString() {
        return "Asker[hidden]";
    }
}
