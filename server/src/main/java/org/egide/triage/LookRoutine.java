package org.egide.triage;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.egide.fingerprint.Fingerprinter;
import org.egide.platform.Transaction;
import org.egide.platform.fetch.Fetched;
import org.egide.platform.fetch.GuardedFetch;
import org.egide.platform.jobs.Routine;
import org.egide.report.ItemId;
import org.egide.report.ReportItem;
import org.egide.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at reported addresses in place of a person: fetches through the guarded way out, outside any transaction, fingerprints the bytes in
 * memory and drops them. What gives no answer is tried again, later each time.
 */
@Component
final class LookRoutine implements Routine {
    private static final Logger LOG = LoggerFactory.getLogger(LookRoutine.class);
    private static final int TOGETHER = 10;
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);

    private final LookStore store;
    private final Looks looks;
    private final Reports reports;
    private final GuardedFetch fetch;
    private final Transaction transaction;
    private final Clock clock;
    private final Fingerprinter fingerprinter = new Fingerprinter();

    LookRoutine(
            LookStore store, Looks looks, Reports reports, GuardedFetch fetch, Transaction transaction, Clock clock) {
        this.store = store;
        this.looks = looks;
        this.reports = reports;
        this.fetch = fetch;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "triage-look";
    }

    @Override
    public int work() {
        var due = transaction.in(() -> store.take(TOGETHER));
        for (var one : due) {
            try {
                look(one);
            } catch (RuntimeException e) {
                // The lease already plans the next attempt; the others must not wait for this one.
                LOG.warn("look {} failed: {}", one.item(), e.getClass().getSimpleName());
            }
        }
        return due.size();
    }

    private void look(LookStore.Due due) {
        var address = address(due).flatMap(item -> CanonicalAddress.toFetch(item.value()));
        if (address.isEmpty()) {
            transaction.run(() -> store.notSeen(due.item(), "no-web-address"));
            return;
        }
        switch (fetch.fetch(address.get())) {
            case Fetched.Content content -> seen(due, content);
            case Fetched.Absent absent -> transaction.run(() -> store.notSeen(due.item(), "absent-" + absent.status()));
            case Fetched.Refused refused -> transaction.run(() -> store.notSeen(due.item(), refused.code()));
            case Fetched.NoAnswer none -> later(due.item(), due.tries(), none.code());
        }
    }

    private Optional<ReportItem> address(LookStore.Due due) {
        return reports.items(Looks.TRIAGE, due.report(), "look at a reported address").stream()
                .filter(item -> item.id().equals(due.item()))
                .findFirst();
    }

    private void seen(LookStore.Due due, Fetched.Content content) {
        var fingerprints = fingerprinter.of(content.bytes());
        var media = fingerprints.perceptual().isPresent()
                || content.mediaType().startsWith("image/")
                || content.mediaType().startsWith("video/")
                || content.mediaType().startsWith("audio/");
        transaction.run(() -> looks.seen(due.report(), due.item(), fingerprints, media));
    }

    private void later(ItemId item, int tries, String code) {
        transaction.run(() -> {
            if (tries >= TRIES) {
                store.notSeen(item, code);
            } else {
                store.again(item, code, clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << tries)));
            }
        });
    }
}
