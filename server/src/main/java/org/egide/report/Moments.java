package org.egide.report;

import java.time.Clock;
import java.time.Duration;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.springframework.stereotype.Component;

/**
 * Forgets at what moment somebody without a name reported (S2 of front-door-and-care): the desk's clocks need it until a person has
 * begun, and after {@link #LONGEST} nobody does. What is left is the day.
 */
@Component
final class Moments implements Routine {
    static final Duration LONGEST = Duration.ofDays(2);
    private static final int TOGETHER = 500;

    private final ReportStore store;
    private final Transaction transaction;
    private final Clock clock;

    Moments(ReportStore store, Transaction transaction, Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-moments";
    }

    @Override
    public int work() {
        return transaction.in(() -> store.forgetMoments(clock.instant().minus(LONGEST), TOGETHER));
    }
}
