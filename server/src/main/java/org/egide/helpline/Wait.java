package org.egide.helpline;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long it may take, told honestly: from who is at work, who waits before and how long talks lasted in the last days. */
@Component
final class Wait {
    /** Fewer talks than these say nothing about how long one lasts. */
    private static final int ENOUGH = 5;

    private static final int DAYS = 7;
    private static final int STEP = 5;

    private final Presences presences;
    private final JdbcClient database;
    private final Clock clock;

    Wait(Presences presences, JdbcClient database, Clock clock) {
        this.presences = presences;
        this.database = database;
        this.clock = clock;
    }

    /** What can be said about the wait. */
    sealed interface Told {
        /** Somebody is free. */
        record Soon() implements Told {}

        /** About that many minutes, to the next five above. */
        record Minutes(int minutes) implements Told {}

        /** Somebody is at work, and nobody knows how long the talks before take. */
        record Unknown(int before) implements Told {}

        /** Nobody who speaks the language is at work. */
        record Nobody() implements Told {}
    }

    Told of(Contact contact, int before) {
        var room = presences.room(contact.desk(), contact.language());
        if (room.places() == 0) {
            return new Told.Nobody();
        }
        return told(room.places(), room.places() - room.taken(), before, minutesOfTalk(contact.line()));
    }

    /** Those before fill the free places first; the rest wait until so many talks have ended. */
    static Told told(int places, int free, int before, Optional<Double> minutesOfTalk) {
        if (before < free) {
            return new Told.Soon();
        }
        return minutesOfTalk
                .<Told>map(minutes -> {
                    var rounds = (before - free + 1) / (double) places;
                    return new Told.Minutes((int) Math.ceil(rounds * minutes / STEP) * STEP);
                })
                .orElseGet(() -> new Told.Unknown(before));
    }

    private Optional<Double> minutesOfTalk(String line) {
        return database.sql("""
                        SELECT coalesce(sum(number) FILTER (WHERE what = 'CLOSED'), 0),
                               coalesce(sum(number) FILTER (WHERE what = 'MINUTES_TALKED'), 0)
                        FROM helpline.tally WHERE line = :line AND day > :since AND what IN ('CLOSED', 'MINUTES_TALKED')
                        """)
                .param("line", line)
                .param(
                        "since",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS))
                .query((row, number) -> row.getLong(1) < ENOUGH
                        ? Optional.<Double>empty()
                        : Optional.of(Math.max(1, row.getLong(2) / (double) row.getLong(1))))
                .single();
    }
}
