package org.egide.upstream;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.platform.Transaction;
import org.egide.platform.fetch.Answered;
import org.egide.platform.fetch.GuardedCalls;
import org.egide.platform.jobs.Routine;
import org.springframework.stereotype.Component;

/**
 * Sends votes from the outbox, outside any transaction. What surely did not arrive (no connection, 429, 503, a login that is refused)
 * waits for its next attempt, later each time. What may have arrived is unclear and is not sent again by itself; people see it and
 * can send it again. So no vote is lost, and none is doubled without somebody's word.
 */
@Component
final class VoteRoutine implements Routine {
    private static final int AT_ONCE = 20;
    private static final Duration LONGEST = Duration.ofHours(4);

    private final VoteStore store;
    private final Votes votes;
    private final SourceStore sources;
    private final Speakers speakers;
    private final Opener opener;
    private final GuardedCalls calls;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    VoteRoutine(
            VoteStore store,
            Votes votes,
            SourceStore sources,
            Speakers speakers,
            Opener opener,
            GuardedCalls calls,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.votes = votes;
        this.sources = sources;
        this.speakers = speakers;
        this.opener = opener;
        this.calls = calls;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "upstream-votes";
    }

    @Override
    public int work() {
        if (!opener.holdsKeys()) {
            return 0;
        }
        transaction.in(() -> store.doubt(clock.instant()));
        var due = transaction.in(() -> store.take(clock.instant(), AT_ONCE));
        due.forEach(this::send);
        return due.size();
    }

    private void send(VoteStore.Cast cast) {
        var source = sources.find(cast.source()).orElseThrow();
        var vote = votes.toSend(cast);
        if (vote.isEmpty() || source.state() == SourceState.ENDED) {
            settle(cast, VoteState.MOOT, "");
            return;
        }
        var call = speakers.of(source.form()).vote(source, speakers.login(source), vote.get());
        switch (calls.make(call)) {
            case Answered.Answer answer -> answered(cast, answer.status());
            case Answered.NoAnswer none when none.arrived() -> settle(cast, VoteState.UNCLEAR, none.code());
            case Answered.NoAnswer none -> later(cast, none.code());
            case Answered.Refused refused -> later(cast, refused.code());
        }
    }

    private void answered(VoteStore.Cast cast, int status) {
        var code = "status-" + status;
        if (status >= 200 && status < 300) {
            settle(cast, VoteState.SENT, "");
        } else if (status == 429 || status == 503 || status == 401 || status == 403) {
            later(cast, code);
        } else if (status >= 300 && status < 500) {
            settle(cast, VoteState.REFUSED, code);
        } else {
            settle(cast, VoteState.UNCLEAR, code);
        }
    }

    private void settle(VoteStore.Cast cast, VoteState state, String code) {
        transaction.run(() -> {
            if (store.settle(cast.id(), state, code, clock.instant())) {
                audit.record(AuditEntry.of(
                        PullRoutine.ACTOR,
                        "upstream.vote-settled",
                        "vote:" + cast.id(),
                        Map.of("state", state.name(), "entry", cast.entry().toString(), "source", "" + cast.source())));
            }
        });
    }

    private void later(VoteStore.Cast cast, String code) {
        var wait = Duration.ofMinutes(1L << Math.min(cast.attempts() - 1, 10));
        var next = clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        transaction.run(() -> store.putOff(cast.id(), code, next));
    }
}
