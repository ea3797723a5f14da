package org.egide.triage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.egide.platform.Refusal;
import org.egide.report.ReportId;

/** A place in the order of the queue, by which a page says where the next one begins. */
public record QueueKey(boolean aside, Band band, Instant deadline, Instant accepted, ReportId report) {
    /** The form in an address. */
    public String text() {
        return (aside ? 1 : 0) + "_" + band.number() + "_" + micros(deadline) + "_" + micros(accepted) + "_" + report;
    }

    /** Reads {@link #text}; refuses {@code bad-page}. */
    public static QueueKey of(String text) {
        var parts = text.split("_", -1);
        try {
            return new QueueKey(
                    parts[0].equals("1"),
                    Band.of(Integer.parseInt(parts[1])),
                    instant(parts[2]),
                    instant(parts[3]),
                    ReportId.of(parts[4]));
        } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException e) {
            throw Refusal.because("bad-page", "There is no such page of the queue.");
        }
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
