package org.egide.upstream;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.ForeignEntries;
import org.egide.fingerprints.HashKind;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.Match;
import org.egide.fingerprints.SourceId;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.triage.Look;
import org.egide.triage.Looks;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * What we say to a source of its entries: a person's vote at the desk, and a yes where the outcome of a report confirmed the very bytes of
 * an entry. A no is a person's alone: an outcome says what a report was, not that an entry is wrong.
 */
@Component("upstream.votes")
class Votes {
    private final VoteStore store;
    private final SourceStore sources;
    private final Speakers speakers;
    private final ForeignEntries entries;
    private final FingerprintLists lists;
    private final Looks looks;
    private final Transaction transaction;
    private final Audit audit;
    private final Clock clock;

    Votes(
            VoteStore store,
            SourceStore sources,
            Speakers speakers,
            ForeignEntries entries,
            FingerprintLists lists,
            Looks looks,
            Transaction transaction,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.sources = sources;
        this.speakers = speakers;
        this.entries = entries;
        this.lists = lists;
        this.looks = looks;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** A person's vote on an entry of their desk. Refuses {@code no-source} when no source that takes votes knows the entry. */
    void cast(Person person, EntryId entry, boolean up) {
        mayVote(person);
        transaction.run(() -> {
            lists.entry(person, entry);
            if (queue(entry, up, "person", person.actor(), false) == 0) {
                throw Refusal.withStatus(409, "no-source", "No source that takes votes has this entry.");
            }
        });
    }

    /** The bytes of the only item of a report are an entry's, and the report was found unlawful: the entry is right. */
    @ApplicationModuleListener
    void on(ReportAssessed assessed) {
        if (assessed.outcome() != OutcomeKind.UNLAWFUL) {
            return;
        }
        var seen = looks.of(assessed.report());
        if (seen.size() != 1) {
            // One outcome over several items does not say which of them it is about.
            return;
        }
        exact(seen.getFirst())
                .forEach(entry -> queue(entry, true, "report:" + assessed.report(), PullRoutine.ACTOR, true));
    }

    private static List<EntryId> exact(Look look) {
        return look.matches().stream()
                .filter(match -> match.kind() == Match.Kind.EXACT)
                .map(Match::entry)
                .distinct()
                .toList();
    }

    private int queue(EntryId entry, boolean up, String cause, Actor actor, boolean once) {
        var queued = 0;
        for (var name : entries.namesOf(entry)) {
            if (takesVotes(name.source())) {
                queued += queue(entry, name, up, cause, once);
            }
        }
        if (queued > 0) {
            audit.record(AuditEntry.of(
                    actor, "upstream.vote-cast", "entry:" + entry, Map.of("vote", up ? "up" : "down", "cause", cause)));
        }
        return queued;
    }

    private int queue(EntryId entry, ForeignEntries.Foreign name, boolean up, String cause, boolean once) {
        var queued = 0;
        for (var kind : kinds(name.hashes())) {
            if (!once || !store.said(name.source(), name.mark(), kind, up)) {
                store.add(name.source(), entry, name.mark(), kind, up, cause, clock.instant());
                queued++;
            }
        }
        return queued;
    }

    private boolean takesVotes(SourceId id) {
        return sources.find(id)
                .filter(source -> source.state() == SourceState.PULLING || source.state() == SourceState.PAUSED)
                .filter(source -> switch (source.form()) {
                    case NCMEC -> true;
                    case STOPNCII -> !speakers.login(source).third().isEmpty();
                })
                .isPresent();
    }

    private static List<HashKind> kinds(Hashes hashes) {
        var kinds = new ArrayList<HashKind>();
        hashes.md5().ifPresent(hash -> kinds.add(HashKind.MD5));
        hashes.sha1().ifPresent(hash -> kinds.add(HashKind.SHA1));
        hashes.pdq().ifPresent(hash -> kinds.add(HashKind.PDQ));
        return kinds;
    }

    /** A person sends once more what may not have arrived. Refuses {@code vote-state}. */
    void again(Person person, SourceId source, UUID vote) {
        mayVote(person);
        transaction.run(() -> {
            var state = ofDesk(person, source, vote).state();
            var open = state == VoteState.UNCLEAR || state == VoteState.REFUSED;
            if (!open || !store.putOff(vote, "", clock.instant())) {
                throw Refusal.withStatus(409, "vote-state", "This vote is neither unclear nor refused.");
            }
            audit.record(AuditEntry.of(person.actor(), "upstream.vote-again", "vote:" + vote));
        });
    }

    private VoteStore.Cast ofDesk(Person person, SourceId source, UUID vote) {
        return sources.ofDesk(person, source)
                .flatMap(known -> store.find(vote))
                .filter(cast -> cast.source().equals(source))
                .orElseThrow(Refusal::notFound);
    }

    /** What is left to do with a vote that was taken from the outbox: the names it goes to may have gone. */
    Optional<Vote> toSend(VoteStore.Cast cast) {
        return entries.namesOf(cast.entry()).stream()
                .filter(name ->
                        name.source().equals(cast.source()) && name.mark().equals(cast.mark()))
                .findFirst()
                .map(name -> new Vote(cast.id(), name.name(), name.hashes(), cast.kind(), cast.up()));
    }

    private static void mayVote(Person person) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }
}
