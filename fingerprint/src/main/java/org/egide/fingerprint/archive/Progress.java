package org.egide.fingerprint.archive;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says on one stream how far a scan is; counts only, never a name. */
final class Progress {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int ASK_THE_CLOCK_EVERY = 64;

    private final PrintStream out;
    private final Clock clock;
    private Instant last;
    private long asked;

    Progress(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.last = clock.instant();
    }

    void say(String sentence) {
        out.println("scan: " + sentence);
        out.flush();
    }

    /** While the walk goes on. */
    void listed(long seen) {
        if (due()) {
            say(String.format(Locale.ROOT, "%,d files listed so far", seen));
        }
    }

    /** While files are read: {@code before} of them were done by earlier starts. */
    void done(Tally tally, long before, long total, Instant began) {
        if (!due()) {
            return;
        }
        long done = tally.seen();
        double seconds = Math.max(0.001, Duration.between(began, last).toMillis() / 1000.0);
        double rate = (done - before) / seconds;
        say(String.format(
                Locale.ROOT,
                "%,d of %,d files (%.1f %%), %,.0f a second, %,d known, %,d near, %,d skipped, %s left",
                done,
                total,
                100.0 * done / Math.max(1, total),
                rate,
                tally.known(),
                tally.near(),
                tally.skipped(),
                left((total - done) / Math.max(0.001, rate))));
    }

    private boolean due() {
        if (asked++ % ASK_THE_CLOCK_EVERY != 0) {
            return false;
        }
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(PAUSE) < 0) {
            return false;
        }
        last = now;
        return true;
    }

    private static String left(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 120) {
            return whole + " s";
        }
        return whole < 7200 ? whole / 60 + " min" : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
