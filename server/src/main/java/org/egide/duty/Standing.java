package org.egide.duty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.egide.staff.Person;

/**
 * How a desk stands at a moment. {@code staffed} says that it has people who may read a report at all; {@code officer} that somebody
 * can be called now; {@code untouched} is what waits for a first look, counted up to the capacity where there is one.
 */
public record Standing(
        Reception reception,
        boolean staffed,
        boolean officer,
        boolean hoursOpen,
        List<Person> present,
        int untouched,
        Optional<Integer> capacity,
        Optional<Instant> closes) {
    public Standing {
        present = List.copyOf(present);
    }

    /** Whether words may be left: a person is there, or there are people who will read them later. */
    public boolean takesWords() {
        return staffed;
    }

    /** The same with another count: a person is not told of reports behind a wall (R11). */
    Standing counting(int known) {
        return new Standing(reception, staffed, officer, hoursOpen, present, known, capacity, closes);
    }

    boolean live() {
        return reception instanceof Reception.Open;
    }

    State state() {
        return switch (reception) {
            case Reception.Open open -> State.OPEN;
            case Reception.Full full -> State.FULL;
            case Reception.Closed closed -> hoursOpen || !officer ? State.NOBODY : State.CLOSED;
        };
    }

    /** As it is written down: closed is a night with an officer on duty, nobody is a desk that should be there or cannot call anybody. */
    enum State {
        OPEN,
        CLOSED,
        FULL,
        NOBODY
    }
}
