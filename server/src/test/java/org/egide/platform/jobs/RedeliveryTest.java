package org.egide.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.platform.Transaction;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of an event whose listener could not do its work at that moment. */
@EgideTest
final class RedeliveryTest {
    private final TestNode node;
    private final SettableClock clock;
    private final JdbcClient database;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;

    RedeliveryTest(
            TestNode node,
            SettableClock clock,
            JdbcClient database,
            Transaction transaction,
            ApplicationEventPublisher events) {
        this.node = node;
        this.clock = clock;
        this.database = database;
        this.transaction = transaction;
        this.events = events;
    }

    @Test
    void anEventThatCouldNotBeHeardIsGivenAgainUntilItIs() {
        node.settle();
        var before = heard();
        database.sql("ALTER TABLE indicators.heard RENAME TO heard_away").update();
        try {
            transaction.run(() -> events.publishEvent(new ReportAssessed(
                    ReportId.random(),
                    new DeskId(UUID.randomUUID()),
                    OutcomeKind.LAWFUL,
                    "model-test",
                    clock.instant())));
            node.settle();
            assertThat(failed()).isOne();
            clock.advance(Duration.ofMinutes(2));
            node.settle();
            assertThat(failed()).isOne();
        } finally {
            database.sql("ALTER TABLE indicators.heard_away RENAME TO heard").update();
        }
        node.settle();
        // Not at every turn: it was tried a moment ago.
        assertThat(failed()).isOne();
        clock.advance(Duration.ofMinutes(3));
        node.settle();
        assertThat(failed()).isZero();
        assertThat(heard()).isEqualTo(before + 1);
    }

    private long failed() {
        return database.sql("SELECT count(*) FROM event_publication WHERE status = 'FAILED'")
                .query(Long.class)
                .single();
    }

    private long heard() {
        return database.sql("SELECT count(*) FROM indicators.heard")
                .query(Long.class)
                .single();
    }
}
