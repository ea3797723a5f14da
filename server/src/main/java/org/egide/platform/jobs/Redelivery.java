package org.egide.platform.jobs;

import java.time.Clock;
import java.time.Duration;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.stereotype.Component;

/**
 * Gives an event again to the listener that failed on it: after a minute, then ever more seldom, at most an hour apart, until it is
 * heard. Without it a database that was away for a moment would leave a report without triage until the next start.
 */
@Component
final class Redelivery implements Routine {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;
    private static final int TOGETHER = 100;

    private final FailedEventPublications failed;
    private final Clock clock;

    Redelivery(FailedEventPublications failed, Clock clock) {
        this.failed = failed;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "redeliver-events";
    }

    /** Starts what is due; listeners work by themselves, so the number is not known here. */
    @Override
    public int work() {
        failed.resubmit(ResubmissionOptions.defaults()
                .withBatchSize(TOGETHER)
                .withMinAge(FIRST)
                .withFilter(this::due));
        return 0;
    }

    private boolean due(EventPublication event) {
        var tried = event.getCompletionAttempts();
        var last = event.getLastResubmissionDate();
        var since = last == null ? event.getPublicationDate() : last;
        var pause = tried > DOUBLINGS ? SELDOM : FIRST.multipliedBy(1L << Math.max(0, tried - 1));
        return !clock.instant().isBefore(since.plus(pause));
    }
}
