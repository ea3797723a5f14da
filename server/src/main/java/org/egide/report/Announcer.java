package org.egide.report;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.staff.DeskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.WebApplicationContext;

/**
 * Tells the rest of the house that a report is there ({@link ReportReceived}), after it is durable: those in whom somebody may be
 * in danger first, then by age. What was accepted and not yet announced is a column, so nothing is forgotten by a power loss; a
 * flood waits here instead of in front of the child (R29.1: a live report overtakes every backlog).
 */
@Component
final class Announcer implements Routine, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int TOGETHER = 16;

    private final JdbcClient database;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final boolean wanted;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean running;
    private volatile Thread worker = new Thread();

    Announcer(
            JdbcClient database,
            Transaction transaction,
            ApplicationEventPublisher events,
            Settings settings,
            ApplicationContext context) {
        this.database = database;
        this.transaction = transaction;
        this.events = events;
        this.wanted = settings.plays("worker")
                && settings.number(Setting.JOB_SECONDS) > 0
                && context instanceof WebApplicationContext;
    }

    @Override
    public String name() {
        return "announce-reports";
    }

    @Override
    public int work() {
        return transaction.in(() -> {
            var received = take();
            received.forEach(events::publishEvent);
            return received.size();
        });
    }

    /** Something was accepted: look at once instead of at the next turn. */
    void wake() {
        woken.set(true);
        LockSupport.unpark(worker);
    }

    private List<ReportReceived> take() {
        return database.sql("""
                        UPDATE report.report r SET announced = true
                        FROM (SELECT id FROM report.report WHERE NOT announced
                              ORDER BY urgent DESC, accepted_at LIMIT :limit FOR UPDATE SKIP LOCKED) AS next
                        WHERE r.id = next.id
                        RETURNING r.id, r.desk, r.door, r.reporter, r.accepted_at
                        """)
                .param("limit", TOGETHER)
                .query((row, number) -> new ReportReceived(
                        new ReportId(row.getObject("id", UUID.class)),
                        new DeskId(row.getObject("desk", UUID.class)),
                        Door.valueOf(row.getString("door")),
                        Reporter.valueOf(row.getString("reporter")),
                        row.getTimestamp("accepted_at").toInstant()))
                .list();
    }

    private void run() {
        while (running) {
            if (!woken.getAndSet(false)) {
                LockSupport.park(this);
                continue;
            }
            try {
                while (running && work() > 0) {
                    Thread.onSpinWait();
                }
            } catch (DataAccessException | TransactionException e) {
                // The durable job looks again in a few seconds.
                LOG.warn("reports could not be announced: {}", e.getClass().getSimpleName());
            }
        }
    }

    @Override
    public void start() {
        running = true;
        if (wanted) {
            worker = Thread.ofPlatform().name("announcer").daemon().start(this::run);
            wake();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (!wanted) {
            return;
        }
        LockSupport.unpark(worker);
        try {
            worker.join(java.time.Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 10;
    }
}
