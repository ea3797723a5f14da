package org.egide.fingerprints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Pdq;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.platform.jobs.Routine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether something is known. The perceptual hashes of all entries live in memory in processes with the keyring; each question first
 * reads what changed since, then asks the database whose the equal and near hashes are and which of these entries stand: what was
 * added, confirmed, withdrawn or has ended, here or in another process, counts from the moment it is stored. What was withdrawn
 * leaves the memory with the next question.
 */
@Component
final class Recognition implements Routine {
    /** So many changes are worth a new snapshot, and no more often than that. */
    static final int MANY = 10_000;

    static final Duration SELDOM = Duration.ofMinutes(30);

    private static final int BATCH = 10_000;

    private final JdbcClient database;
    private final Opener opener;
    private final Clock clock;
    private final EntryMarks marks;
    private final PictureSnapshot snapshot;
    private volatile KnownHashes known = new KnownHashes();
    private long read;
    private long written;
    private Instant next = Instant.MIN;
    private boolean begun;

    Recognition(JdbcClient database, Opener opener, Clock clock, EntryMarks marks, PictureSnapshot snapshot) {
        this.database = database;
        this.opener = opener;
        this.clock = clock;
        this.marks = marks;
        this.snapshot = snapshot;
    }

    /** Reads all entries once the process is up, so that the first question does not wait. */
    @EventListener(ApplicationReadyEvent.class)
    void warm() {
        if (opener.holdsKeys()) {
            catchUp();
        }
    }

    List<Match> match(Fingerprints fingerprints) {
        return match(Sought.of(fingerprints));
    }

    List<Match> match(Hashes hashes) {
        return match(Sought.of(hashes));
    }

    private List<Match> match(Sought sought) {
        catchUp();
        return check(TestEntry.without(candidates(List.of(sought)).getFirst()));
    }

    /** What may match, for each question in its order, the test entry included; {@link #catchUp} comes first. */
    List<List<KnownHashes.Candidate>> candidates(List<Sought> questions) {
        var marked = new HashMap<Asked, EntryMarks.Mark>();
        var tries = questions.stream().map(sought -> tries(sought, marked)).toList();
        var wanted = new HashSet<EntryMarks.Mark>();
        tries.forEach(one -> wanted.addAll(one.keySet()));
        var owners = owners(wanted);
        return tries.stream().map(one -> candidates(one, owners)).toList();
    }

    /** A hash in one form, whose mark was computed once for all questions. */
    private record Asked(EntryMarks.Sort sort, Pdq pdq) {}

    /** In which way an entry behind a mark would match. */
    private record Way(Match.Kind kind, int distance, Optional<Pdq> asked) {
        private KnownHashes.Candidate of(EntryId entry) {
            return new KnownHashes.Candidate(entry, kind, distance, asked);
        }
    }

    private Map<EntryMarks.Mark, Way> tries(Sought sought, Map<Asked, EntryMarks.Mark> marked) {
        var tries = new HashMap<EntryMarks.Mark, Way>();
        sought.bytes()
                .ifPresent(hashes -> marks.exact(hashes)
                        .forEach(mark -> tries.put(mark, new Way(Match.Kind.EXACT, 0, Optional.empty()))));
        for (var sighting : known.near(sought)) {
            var way = new Way(Match.Kind.NEAR, sighting.distance(), Optional.of(sighting.asked()));
            for (var sort : List.of(sighting.form(), EntryMarks.Sort.EITHER)) {
                var asked = new Asked(sort, sighting.found());
                // Nearest first: what is there already is nearer.
                tries.putIfAbsent(marked.computeIfAbsent(asked, one -> marks.of(one.sort(), one.pdq())), way);
            }
        }
        return tries;
    }

    private static List<KnownHashes.Candidate> candidates(
            Map<EntryMarks.Mark, Way> tries, Map<EntryMarks.Mark, List<EntryId>> owners) {
        var best = new HashMap<EntryId, KnownHashes.Candidate>();
        tries.forEach((mark, way) -> owners.getOrDefault(mark, List.of())
                .forEach(entry ->
                        best.merge(entry, way.of(entry), (old, fresh) -> fresh.closerThan(old) ? fresh : old)));
        return List.copyOf(best.values());
    }

    private Map<EntryMarks.Mark, List<EntryId>> owners(Collection<EntryMarks.Mark> wanted) {
        var owners = marks.entries(wanted);
        for (var mark : marks.all(TestEntry.hashes())) {
            if (wanted.contains(mark)) {
                owners.computeIfAbsent(mark, none -> new ArrayList<>()).add(TestEntry.ID);
            }
        }
        return owners;
    }

    /** How many different perceptual hashes are in memory. */
    int size() {
        return known.size();
    }

    /** Those that stand at this moment. */
    List<ListRows.Standing> standing(Collection<EntryId> entries) {
        return ListRows.standing(database, clock.instant(), entries);
    }

    Map<EntryId, ListRows.Standing> standingById(Collection<EntryId> entries) {
        var standing = new HashMap<EntryId, ListRows.Standing>();
        standing(entries).forEach(row -> standing.put(row.entry(), row));
        return standing;
    }

    private List<Match> check(List<KnownHashes.Candidate> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        var standing = standingById(
                candidates.stream().map(KnownHashes.Candidate::entry).toList());
        return candidates.stream()
                .flatMap(candidate -> Optional.ofNullable(standing.get(candidate.entry()))
                        .filter(row -> candidate.distance() <= row.threshold())
                        .map(row -> row.match(candidate.kind(), candidate.distance()))
                        .stream())
                .sorted(Comparator.comparing(Match::kind)
                        .thenComparing(match -> !match.verified())
                        .thenComparingInt(Match::distance))
                .toList();
    }

    /** Reads what changed since the last question. */
    synchronized void catchUp() {
        if (!begun) {
            begin();
        }
        for (var more = true; more; ) {
            var rows = ListRows.after(database, clock.instant(), read, BATCH);
            if (!rows.isEmpty()) {
                take(rows);
                read = rows.getLast().changed();
            }
            more = rows.size() == BATCH;
        }
    }

    private void begin() {
        snapshot.read().ifPresent(found -> {
            known = found.known();
            read = found.changed();
            written = read;
        });
        known.add(TestEntry.hashes());
        begun = true;
    }

    private void take(List<ListRows.Stored> rows) {
        var opened = opener.openAll(rows.stream()
                .map(row -> new Opener.Sealed(place(row.entry()), row.sealed()))
                .toList());
        var leaving = new HashMap<EntryMarks.Mark, Asked>();
        var gone = new HashSet<EntryId>();
        for (var at = 0; at < rows.size(); at++) {
            var hashes = Hashes.parse(new String(opened.get(at), StandardCharsets.UTF_8));
            if (rows.get(at).gone()) {
                gone.add(rows.get(at).entry());
                leaving(hashes, leaving);
            } else {
                known.add(hashes);
            }
        }
        forget(leaving, gone);
    }

    private void leaving(Hashes hashes, Map<EntryMarks.Mark, Asked> leaving) {
        var either = hashes.pdq().stream().toList();
        Stream.concat(hashes.full().stream(), either.stream())
                .forEach(pdq -> leaving(EntryMarks.Sort.FULL, pdq, leaving));
        Stream.concat(hashes.capped().stream(), either.stream())
                .forEach(pdq -> leaving(EntryMarks.Sort.CAPPED, pdq, leaving));
    }

    private void leaving(EntryMarks.Sort form, Pdq pdq, Map<EntryMarks.Mark, Asked> leaving) {
        leaving.put(marks.of(form, pdq), new Asked(form, pdq));
    }

    /** Hashes go that no other entry has; one that is added meanwhile comes later in the order of changes and comes again. */
    private void forget(Map<EntryMarks.Mark, Asked> leaving, Collection<EntryId> gone) {
        if (leaving.isEmpty()) {
            return;
        }
        var either = new HashMap<EntryMarks.Mark, EntryMarks.Mark>();
        leaving.forEach((mark, asked) -> either.put(mark, marks.of(EntryMarks.Sort.EITHER, asked.pdq())));
        var wanted = new HashSet<>(leaving.keySet());
        wanted.addAll(either.values());
        var owners = owners(wanted);
        leaving.forEach((mark, asked) -> {
            var others = Stream.of(mark, either.get(mark))
                    .flatMap(one -> owners.getOrDefault(one, List.of()).stream())
                    .anyMatch(entry -> !gone.contains(entry));
            if (!others) {
                known.remove(asked.sort(), asked.pdq());
            }
        });
    }

    @Override
    public String name() {
        return "snapshot-fingerprints";
    }

    /** Reads on, so that no question waits for a flood of changes; writes a snapshot after many. Returns how many were written. */
    @Override
    public int work() {
        if (opener.holdsKeys()) {
            catchUp();
        }
        Optional<Moment> due = due();
        if (due.isEmpty()) {
            return 0;
        }
        try {
            snapshot.write(due.get().full(), due.get().capped(), due.get().changed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written(due.get().changed());
        return 1;
    }

    private synchronized void written(long changed) {
        written = changed;
    }

    private record Moment(Collection<Pdq> full, Collection<Pdq> capped, long changed) {}

    private synchronized Optional<Moment> due() {
        var now = clock.instant();
        if (read - written < MANY || now.isBefore(next)) {
            return Optional.empty();
        }
        next = now.plus(SELDOM);
        return Optional.of(
                new Moment(known.entries(EntryMarks.Sort.FULL), known.entries(EntryMarks.Sort.CAPPED), read));
    }

    static Place place(EntryId entry) {
        return new Place("fingerprints.entry", entry.toString(), "sealed");
    }
}
