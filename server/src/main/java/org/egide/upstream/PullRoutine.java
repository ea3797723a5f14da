package org.egide.upstream;

import java.time.Clock;
import java.util.LinkedHashMap;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.ForeignEntries;
import org.egide.keys.Opener;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.fetch.Answered;
import org.egide.platform.fetch.GuardedCalls;
import org.egide.platform.jobs.Routine;
import org.springframework.stereotype.Component;

/**
 * Reads one page of one source at a time: asks outside any transaction, reads the answer whole, then brings in its entries together with
 * the cursor, the counts and the audit row. Whatever ends this process before that transaction commits, the same page is asked for
 * again; after it, the next one.
 */
@Component
final class PullRoutine implements Routine {
    static final Actor ACTOR = Actor.system("upstream");

    private final SourceStore store;
    private final Speakers speakers;
    private final ForeignEntries entries;
    private final Opener opener;
    private final GuardedCalls calls;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    PullRoutine(
            SourceStore store,
            Speakers speakers,
            ForeignEntries entries,
            Opener opener,
            GuardedCalls calls,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.speakers = speakers;
        this.entries = entries;
        this.opener = opener;
        this.calls = calls;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "upstream-pull";
    }

    @Override
    public int work() {
        if (!opener.holdsKeys()) {
            return 0;
        }
        var due = transaction.in(() -> store.take(clock.instant()));
        due.ifPresent(this::pull);
        return due.isPresent() ? 1 : 0;
    }

    private void pull(Source source) {
        var speaker = speakers.of(source.form());
        var question = speaker.next(source, speakers.login(source), clock.instant());
        switch (calls.make(question.call())) {
            case Answered.Answer answer -> {
                if (answer.good()) {
                    read(source, question.cursor(), speaker.read(question.cursor(), answer.bytes(), clock.instant()));
                } else {
                    turnedAway(source, question.cursor(), answer.status());
                }
            }
            case Answered.NoAnswer none -> failed(source, Fault.ofCode(none.code()), false);
            case Answered.Refused refused -> failed(source, Fault.ADDRESS_REFUSED, false);
        }
    }

    // A source may forget where a long reading stopped; then the range is read from its begin.
    private void turnedAway(Source source, Cursor asked, int status) {
        var fault = Fault.ofStatus(status);
        var forgotten = asked.token().isPresent() && (status == 400 || status == 404 || status == 410);
        failed(source, fault, forgotten);
    }

    private void read(Source source, Cursor asked, Reading reading) {
        switch (reading) {
            case Reading.Unfit unfit ->
                failed(source, unfit.fault(), unfit.fault().spoilsRange());
            case Reading.Page page -> {
                if (!bringIn(source, asked, page)) {
                    failed(source, Fault.PAGE_LOOP, true);
                }
            }
        }
    }

    /** False when the page's next one was read before. Nothing is done when another process was faster. */
    private boolean bringIn(Source source, Cursor asked, Reading.Page page) {
        try {
            return transaction.in(() -> {
                if (!mine(source)) {
                    return true;
                }
                if (asked.token().isEmpty()) {
                    store.forgetPages(source.id());
                }
                if (page.after()
                        .token()
                        .filter(next -> !store.see(source.id(), next))
                        .isPresent()) {
                    return false;
                }
                apply(source, page);
                var now = clock.instant();
                store.advance(source, page.after(), now, page.after().resting() ? now.plus(source.every()) : now);
                return true;
            });
        } catch (Refusal refused) {
            // The only rule that entries of a source can break: what they are for has ended.
            failed(source, Fault.LIST_GONE, false);
            return true;
        }
    }

    private boolean mine(Source source) {
        return store.locked(source.id())
                .filter(now -> now.state() == SourceState.PULLING && now.step() == source.step())
                .isPresent();
    }

    private void apply(Source source, Reading.Page page) {
        var counts = page.counts().one(What.PAGES);
        if (!page.changes().isEmpty()) {
            var applied = entries.apply(source.id(), page.changes());
            counts.add(What.ADDED, applied.added())
                    .add(What.REPLACED, applied.replaced())
                    .add(What.UNCHANGED, applied.unchanged())
                    .add(What.WITHDRAWN, applied.withdrawn())
                    .add(What.UNKNOWN_DELETION, applied.unknown())
                    .add(What.HELD_BACK, applied.heldBack())
                    .add(What.NOT_ON_LIST, applied.notOnList())
                    .add(What.SUPERSEDED, applied.superseded());
            record(source, counts);
        }
        store.count(source.id(), counts);
    }

    private void record(Source source, Counts counts) {
        var details = new LinkedHashMap<String, String>();
        details.put("step", "" + source.step());
        counts.numbers().forEach((what, number) -> details.put(what.name(), "" + number));
        audit.record(AuditEntry.of(ACTOR, "upstream.page-applied", "source:" + source.id(), details));
    }

    private void failed(Source source, Fault fault, boolean anew) {
        transaction.run(() -> {
            if (!mine(source)) {
                return;
            }
            var now = clock.instant();
            store.fail(source, fault, anew, now);
            var counts = new Counts().one(What.REFUSED);
            store.count(source.id(), anew ? counts.one(What.RANGE_RESTARTED) : counts);
            if (!source.fault().equals(java.util.Optional.of(fault))) {
                audit.record(AuditEntry.of(
                        ACTOR,
                        "upstream.pull-failed",
                        "source:" + source.id(),
                        java.util.Map.of("fault", fault.name())));
            }
        });
    }
}
