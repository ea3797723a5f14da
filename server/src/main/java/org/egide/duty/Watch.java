package org.egide.duty;

import java.time.Clock;
import java.time.Duration;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.staff.Desk;
import org.egide.staff.Desks;
import org.springframework.stereotype.Component;

/**
 * Looks at the receiving desk every few seconds: writes down how it stands, puts before its people what was left while nobody was there, tells
 * supervisors and overseers when nobody is there for too long (R42.3), and when first answers are late (R26.2).
 */
@Component
final class Watch implements Routine {
    /** So long a desk may be away before somebody above is called. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** A state that lasts is told again after so long, where the first alarm was acknowledged. */
    static final Duration AGAIN = Duration.ofHours(24);

    private final Receptions receptions;
    private final Stood stood;
    private final FirstAnswers answers;
    private final Alarms alarms;
    private final Desks desks;
    private final Transaction transaction;
    private final Clock clock;

    Watch(
            Receptions receptions,
            Stood stood,
            FirstAnswers answers,
            Alarms alarms,
            Desks desks,
            Transaction transaction,
            Clock clock) {
        this.receptions = receptions;
        this.stood = stood;
        this.answers = answers;
        this.alarms = alarms;
        this.desks = desks;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "duty-watch";
    }

    @Override
    public int work() {
        desks.receivingNow().ifPresent(desk -> transaction.run(() -> look(desk)));
        transaction.run(() -> answers.late(clock.instant()).forEach(desk -> alarms.raise(desk, Cause.ANSWER_LATE)));
        transaction.run(() -> {
            answers.forget(clock.instant());
            alarms.forget();
        });
        // What follows from a look is an alarm, which another routine finds by itself.
        return 0;
    }

    private void look(Desk desk) {
        var now = clock.instant();
        var standing = receptions.of(desk.id());
        var span = stood.see(desk.id(), standing.state(), now);
        switch (standing.state()) {
            case OPEN -> {
                if (answers.open(desk.id(), now) > 0) {
                    alarms.raise(desk.id(), Cause.OPENED);
                }
            }
            case CLOSED -> {}
            case FULL -> tell(desk, span, Cause.DESK_FULL);
            case NOBODY -> tell(desk, span, Cause.NOBODY_HOME);
        }
    }

    private void tell(Desk desk, Stood.Span span, Cause cause) {
        var now = clock.instant();
        var due = span.alarmed()
                .map(told -> told.plus(AGAIN))
                .orElse(span.started().plus(PATIENCE));
        if (!now.isBefore(due)) {
            alarms.raise(desk.id(), cause);
            stood.alarmed(desk.id(), span, now);
        }
    }
}
