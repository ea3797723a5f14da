package org.egide.removal;

import java.time.Clock;
import java.util.List;
import org.egide.platform.Transaction;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.Step;
import org.egide.report.StepsTaken;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Closes a report when it has copies, all of them are gone and nobody holds it open (R24.2). Asking again is harmless: each step
 * has one cause.
 */
@Component
public final class Closing {
    private final JdbcClient database;
    private final Transaction transaction;
    private final ObjectProvider<HoldsOpen> holders;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Closing(
            JdbcClient database,
            Transaction transaction,
            ObjectProvider<HoldsOpen> holders,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.holders = holders;
        this.events = events;
        this.clock = clock;
    }

    /** Looks whether the report may close now, and closes it. */
    public void consider(ReportId report) {
        transaction.run(() -> {
            // Two copies that go at the same moment must not each see the other as still up.
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:report, 100))::text")
                    .param("report", report.toString())
                    .query(String.class)
                    .single();
            var rounds = roundsIfAllGone(report);
            if (rounds == 0) {
                return;
            }
            var now = clock.instant();
            var gone = new ReportProgressed(
                    report, Step.ALL_COPIES_GONE, "all-copies-gone:" + report + ":" + rounds, "", now);
            if (holders.stream().anyMatch(holder -> holder.holdsOpen(report))) {
                events.publishEvent(gone);
                return;
            }
            var closed =
                    new ReportProgressed(report, Step.CLOSED, "all-gone:" + report + ":" + rounds, "all-gone", now);
            events.publishEvent(new StepsTaken(List.of(gone, closed)));
        });
    }

    /** How often copies of the report have gone in all, or 0 while one is up or there is none. */
    private long roundsIfAllGone(ReportId report) {
        return database.sql("""
                        SELECT CASE WHEN bool_and(state = 'GONE') THEN sum(round) ELSE 0 END
                        FROM removal.copy WHERE report = :report
                        """)
                .param("report", report.value())
                .query((row, number) -> row.getLong(1))
                .single();
    }
}
