package org.egide.triage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets in the queue at what moment somebody without a name reported (S2 of front-door-and-care), once a person has looked and at the latest
 * after two days. A deadline becomes the beginning of its day: never later than it was. Until then the order of the queue is exact.
 */
@Component("triage.moments")
final class Moments implements Routine {
    private static final Duration LONGEST = Duration.ofDays(2);
    private static final int TOGETHER = 500;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Clock clock;

    Moments(JdbcClient database, Transaction transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "triage-forget-moments";
    }

    @Override
    public int work() {
        var now = clock.instant();
        return transaction.in(
                () -> forget("looked_at <= :until", now) + forget("accepted_at <= :until", now.minus(LONGEST)));
    }

    private int forget(String which, Instant until) {
        return database.sql("""
                        WITH old AS (SELECT report FROM triage.queue
                                     WHERE exact AND %s AND reporter NOT IN ('PROVIDER', 'HOTLINE')
                                     LIMIT :limit FOR UPDATE SKIP LOCKED),
                             escalated AS (UPDATE triage.escalation e SET raised_at = date_trunc('day', raised_at, 'UTC')
                                           FROM old WHERE e.report = old.report),
                             looked AS (UPDATE triage.look l SET due_at = date_trunc('day', due_at, 'UTC'),
                                               looked_at = date_trunc('day', looked_at, 'UTC')
                                        FROM old WHERE l.report = old.report AND l.state <> 'DUE')
                        UPDATE triage.queue q SET exact = false, accepted_at = date_trunc('day', accepted_at, 'UTC'),
                               deadline = date_trunc('day', deadline, 'UTC')
                        FROM old WHERE q.report = old.report
                        """.formatted(which))
                .param("until", QueueStore.utc(until))
                .param("limit", TOGETHER)
                .update();
    }
}
