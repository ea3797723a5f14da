package org.egide.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.egide.platform.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The line in which sealed reports wait for the next commit. One thread takes all that wait and commits them in one message to the
 * database, so that a flood shares the price of a durable commit and of the audit chain, and nobody waits for company: what comes
 * during one commit goes into the next. A receipt is given only after the commit. When a batch fails, each of its reports is tried
 * alone, so that one cannot spoil the others.
 */
@Component
final class IntakeLine implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeLine.class);
    private static final int TOGETHER = 64;
    private static final int WAITING = 2_048;
    private static final int ATTEMPTS = 3;
    private static final int PATIENCE_SECONDS = 30;

    private final IntakeStore store;
    private final Announcer announcer;
    private final DistributionSummary together;
    private final Counter careful;
    private final BlockingQueue<Draft> line = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean open;
    private volatile Optional<Thread> worker = Optional.empty();

    IntakeLine(IntakeStore store, Announcer announcer, MeterRegistry figures) {
        this.store = store;
        this.announcer = announcer;
        this.together = DistributionSummary.builder("egide.intake.together")
                .description("reports that shared one commit")
                .register(figures);
        this.careful = Counter.builder("egide.intake.careful")
                .description("batches that were tried again with care")
                .register(figures);
        figures.gaugeCollectionSize("egide.intake.waiting", Tags.empty(), line);
    }

    /** Returns when the report is durable. Refuses {@code busy} (503) when the line is full, and {@code unsure} (503)
     * rather than keep somebody waiting without end: then it may be committed still, and sending the same key again finds it. */
    Receipt take(Draft draft) {
        if (!open || !line.offer(draft)) {
            throw busy();
        }
        try {
            return draft.receipt().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unsure();
        } catch (TimeoutException e) {
            throw unsure();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Refusal busy() {
        return Refusal.withStatus(
                503, "busy", "We cannot take this in just now. Nothing was kept; please send it again.");
    }

    /** It waits in the line and may still be committed. */
    private static Refusal unsure() {
        return Refusal.withStatus(
                503, "unsure", "This took too long, and nobody can say yet whether it was kept. Please send it again.");
    }

    private void run() {
        while (open || !line.isEmpty()) {
            try {
                var first = line.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    var drafts = new ArrayList<Draft>(TOGETHER);
                    drafts.add(first);
                    line.drainTo(drafts, TOGETHER - 1);
                    commit(drafts);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commit(List<Draft> drafts) {
        together.record(drafts.size());
        try {
            var receipts = store.insertFresh(drafts);
            // Wakening those who wait takes time too; the next batch need not wait for it.
            Thread.startVirtualThread(() -> give(drafts, receipts));
        } catch (RuntimeException e) {
            // Ordinary in small numbers; many of them are a sign.
            careful.increment();
            if (!(e instanceof DataIntegrityViolationException)) {
                LOG.warn("a batch is tried again with care: {}", e.getClass().getSimpleName());
            }
            commitWithCare(drafts);
        }
    }

    /** One of them was sent before, or somebody else had written to the audit record. */
    private void commitWithCare(List<Draft> drafts) {
        try {
            give(drafts, store.insert(drafts));
        } catch (RuntimeException e) {
            // One of them is at fault: each alone, so that none spoils the others.
            drafts.forEach(this::commitAlone);
        }
    }

    private void commitAlone(Draft draft) {
        for (var attempt = 1; ; attempt++) {
            try {
                give(List.of(draft), store.insert(List.of(draft)));
                return;
            } catch (DuplicateKeyException e) {
                // Another process stored the same key after this one had looked; the next look finds it.
                if (attempt == ATTEMPTS) {
                    fail(draft, e);
                    return;
                }
            } catch (RuntimeException e) {
                fail(draft, e);
                return;
            }
        }
    }

    private static void fail(Draft draft, RuntimeException failure) {
        LOG.warn("a report could not be stored: {}", failure.getClass().getSimpleName());
        draft.receipt().completeExceptionally(failure);
    }

    private void give(List<Draft> drafts, List<Receipt> receipts) {
        for (var i = 0; i < drafts.size(); i++) {
            drafts.get(i).receipt().complete(receipts.get(i));
        }
        announcer.wake();
    }

    @Override
    public void start() {
        open = true;
        worker = Optional.of(Thread.ofPlatform().name("intake").start(this::run));
    }

    @Override
    public void stop() {
        open = false;
        worker.ifPresent(thread -> {
            try {
                thread.join(java.time.Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Before the doors open and after they close. */
    @Override
    public int getPhase() {
        return 0;
    }
}
