package org.egide.fingerprints;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.fingerprint.Fingerprints;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether something is known. Entries live in memory in processes with the keyring; each question first reads what changed since
 * and then checks the candidates in the database: what was added, confirmed, withdrawn or has ended, here or in another process,
 * counts from the moment it is stored. What was withdrawn leaves the memory with the next question.
 */
@Component
final class Recognition {
    private static final int BATCH = 1_000;
    private static final Comparator<KnownHashes.Candidate> NEAREST =
            Comparator.comparing(KnownHashes.Candidate::kind).thenComparingInt(KnownHashes.Candidate::distance);

    private final JdbcClient database;
    private final Opener opener;
    private final Clock clock;
    private final KnownHashes known = new KnownHashes();
    private long read;

    Recognition(JdbcClient database, Opener opener, Clock clock) {
        this.database = database;
        this.opener = opener;
        this.clock = clock;
        this.known.add(TestEntry.ID, TestEntry.hashes());
    }

    /** Reads all entries once the process is up, so that the first question does not wait. */
    @EventListener(ApplicationReadyEvent.class)
    void warm() {
        if (opener.holdsKeys()) {
            catchUp();
        }
    }

    List<Match> match(Fingerprints fingerprints) {
        catchUp();
        return check(TestEntry.without(candidates(fingerprints)));
    }

    List<Match> match(Hashes hashes) {
        catchUp();
        return check(TestEntry.without(known.candidates(hashes)));
    }

    /** What may match, the test entry included; {@link #catchUp} comes first. */
    List<KnownHashes.Candidate> candidates(Hashes hashes) {
        return known.candidates(hashes);
    }

    /** The picture as it is and without its uniform borders; for each entry what came nearest. */
    List<KnownHashes.Candidate> candidates(Fingerprints fingerprints) {
        var best = new LinkedHashMap<EntryId, KnownHashes.Candidate>();
        for (var picture : withAndWithoutBorder(fingerprints)) {
            for (var candidate : known.candidates(picture)) {
                best.merge(candidate.entry(), candidate, (old, fresh) -> NEAREST.compare(fresh, old) < 0 ? fresh : old);
            }
        }
        return List.copyOf(best.values());
    }

    private static List<Fingerprints> withAndWithoutBorder(Fingerprints fingerprints) {
        var all = new ArrayList<>(List.of(fingerprints));
        fingerprints.perceptual().stream()
                .flatMap(picture -> picture.trimmed().stream())
                .map(inside -> new Fingerprints.Perceptual(inside.full(), inside.capped()))
                .map(inside -> new Fingerprints(fingerprints.exact(), Optional.of(inside), Optional.empty()))
                .forEach(all::add);
        return all;
    }

    /** How many different fingerprints are in memory. */
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
        for (var more = true; more; ) {
            var rows = ListRows.after(database, clock.instant(), read, BATCH);
            for (var row : rows) {
                var hashes = Hashes.parse(opener.openText(place(row.entry()), row.sealed()));
                if (row.gone()) {
                    known.remove(row.entry(), hashes);
                } else {
                    known.add(row.entry(), hashes);
                }
                read = row.changed();
            }
            more = rows.size() == BATCH;
        }
    }

    static Place place(EntryId entry) {
        return new Place("fingerprints.entry", entry.toString(), "sealed");
    }
}
