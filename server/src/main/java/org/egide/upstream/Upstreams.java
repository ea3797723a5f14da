package org.egide.upstream;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.ForeignSources;
import org.egide.fingerprints.SourceId;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/**
 * The sources of a desk: set up by an administrator or supervisor, confirmed by another one, paused, taken up again and ended. Where a
 * source is and what it is for is never changed: what two people confirmed stays what they confirmed.
 */
@Component
public final class Upstreams {
    private final SourceStore store;
    private final VoteStore votes;
    private final Speakers speakers;
    private final ForeignSources sources;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Upstreams(
            SourceStore store,
            VoteStore votes,
            Speakers speakers,
            ForeignSources sources,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.votes = votes;
        this.speakers = speakers;
        this.sources = sources;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** Sets a source up with a list of its own. Nothing is asked before another person confirmed it. Refuses {@code source-exists}. */
    SourceId setUp(Person person, NewSource wanted) {
        setsUp(person);
        if (wanted.begin().isAfter(clock.instant())) {
            throw Refusal.because("bad-begin", "The begin lies in the future.");
        }
        return transaction.in(() -> {
            var opened = sources.open(person, wanted.list());
            var source = new Source(
                    opened.source(),
                    person.desk().id(),
                    opened.list(),
                    wanted.list().name(),
                    wanted.form(),
                    wanted.base(),
                    speakers.sealed(opened.source(), wanted.login()),
                    wanted.every(),
                    SourceState.UNCONFIRMED,
                    0,
                    Cursor.from(wanted.begin().getEpochSecond()),
                    clock.instant(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            if (!store.add(source)) {
                throw Refusal.withStatus(409, "source-exists", "Your desk has a source of that name already.");
            }
            record(
                    person,
                    "upstream.set-up",
                    source.id(),
                    Map.of("form", wanted.form().name()));
            return source.id();
        });
    }

    /** A second person stands behind it; the first pull is due at once. Refusals of {@link ForeignSources#confirm}. */
    void confirm(Person person, SourceId id) {
        change(person, id, SourceState.PULLING, "upstream.confirmed", Map.of(), source -> {
            if (source.state() != SourceState.UNCONFIRMED) {
                throw Refusal.withStatus(409, "source-confirmed", "This source was confirmed before.");
            }
            sources.confirm(person, id);
        });
    }

    /** No pulls until somebody takes it up again; what came in stands. */
    void pause(Person person, SourceId id) {
        change(person, id, SourceState.PAUSED, "upstream.paused", Map.of(), source -> {});
    }

    /** Goes on where it stopped. */
    void resume(Person person, SourceId id) {
        change(person, id, SourceState.PULLING, "upstream.resumed", Map.of(), source -> {
            if (source.state() == SourceState.UNCONFIRMED) {
                throw Refusal.withStatus(409, "source-state", "This source waits for another person.");
            }
        });
    }

    /** For good, with a reason: the login is destroyed, and the source stands behind nothing any more. */
    void end(Person person, SourceId id, String reason) {
        change(person, id, SourceState.ENDED, "upstream.ended", Map.of("reason", reason.strip()), source -> {
            sources.end(person, id, reason);
            speakers.erase(source.login());
            votes.drop(id);
        });
    }

    /** The next pull is due at once. */
    void pullNow(Person person, SourceId id) {
        setsUp(person);
        transaction.run(() -> {
            var source = locked(person, id);
            if (source.state() != SourceState.PULLING) {
                throw Refusal.withStatus(409, "source-state", "This source is not read at this time.");
            }
            store.state(id, SourceState.PULLING, clock.instant());
            record(person, "upstream.asked-to-pull", id, Map.of());
        });
    }

    /** Another login at the same source; the old one is destroyed. */
    void renewLogin(Person person, SourceId id, Login login) {
        setsUp(person);
        transaction.run(() -> {
            var source = locked(person, id);
            if (source.state() == SourceState.ENDED) {
                throw Refusal.withStatus(409, "source-ended", "This source was ended.");
            }
            speakers.erase(source.login());
            store.login(id, speakers.sealed(id, login), clock.instant());
            record(person, "upstream.login-renewed", id, Map.of());
        });
    }

    private void change(
            Person person,
            SourceId id,
            SourceState next,
            String action,
            Map<String, String> details,
            java.util.function.Consumer<Source> act) {
        setsUp(person);
        transaction.run(() -> {
            var source = locked(person, id);
            act.accept(source);
            store.state(id, source.state().to(next), clock.instant());
            record(person, action, id, details);
        });
    }

    /** The sources of the viewer's desk, by name. */
    List<Source> of(Person viewer) {
        return store.ofDesk(viewer);
    }

    /** A source of the viewer's desk, or not found. */
    Source one(Person viewer, SourceId id) {
        return store.ofDesk(viewer, id).orElseThrow(Refusal::notFound);
    }

    /** What came from it so far, by what became of it. */
    Map<What, Long> counted(Person viewer, SourceId id) {
        return store.counted(one(viewer, id).id());
    }

    private Source locked(Person person, SourceId id) {
        return store.locked(id)
                .filter(source -> source.desk().equals(person.desk().id()))
                .orElseThrow(Refusal::notFound);
    }

    private static void setsUp(Person person) {
        if (!person.is(Role.ADMINISTRATOR) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private void record(Person person, String action, SourceId id, Map<String, String> details) {
        audit.record(AuditEntry.of(person.actor(), action, "source:" + id, details));
    }
}
