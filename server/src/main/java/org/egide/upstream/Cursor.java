package org.egide.upstream;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a source was read, in the source's own seconds. Everything up to {@code checkpoint} was drained once; the next range begins
 * at {@code position} and is {@code reach} long; a round ends at {@code roundTo}. In a range that is being drained stand its end and
 * the token of its next page with the moment it was given, the pages read and how many of the last ones were empty.
 */
record Cursor(
        long checkpoint,
        long position,
        long reach,
        Optional<Long> roundTo,
        Optional<Long> rangeTo,
        Optional<String> token,
        Optional<Instant> tokenAt,
        int pages,
        int empty) {
    /** At the begin of everything. */
    static Cursor from(long begin) {
        return new Cursor(
                begin,
                begin,
                NcmecClient.LONGEST,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** The same range from its begin. */
    Cursor again() {
        return new Cursor(
                checkpoint, position, reach, roundTo, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
    }

    Cursor reaching(long seconds) {
        return new Cursor(checkpoint, position, seconds, roundTo, rangeTo, token, tokenAt, pages, empty);
    }

    Cursor round(long begin, long end) {
        return new Cursor(checkpoint, begin, reach, Optional.of(end), rangeTo, token, tokenAt, pages, empty);
    }

    Cursor range(long end) {
        return new Cursor(checkpoint, position, reach, roundTo, Optional.of(end), token, tokenAt, pages, empty);
    }

    /** One page further in the same range. */
    Cursor further(String next, Instant at, boolean nothing) {
        return new Cursor(
                checkpoint,
                position,
                reach,
                roundTo,
                rangeTo,
                Optional.of(next),
                Optional.of(at),
                pages + 1,
                nothing ? empty + 1 : 0);
    }

    /** The range is drained; the checkpoint never goes back. */
    Cursor drained(long upTo, boolean roundOver) {
        return new Cursor(
                Math.max(checkpoint, upTo),
                upTo,
                reach,
                roundOver ? Optional.empty() : roundTo,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** Whether a round is over and the next begins by the schedule. */
    boolean resting() {
        return roundTo.isEmpty();
    }
}
