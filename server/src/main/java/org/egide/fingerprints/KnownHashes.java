package org.egide.fingerprints;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.Pdq;

/**
 * The perceptual hashes of all entries, in one near-duplicate index for each form; whose they are, {@link EntryMarks} tells.
 * Changes come one after the other; questions wait for nobody.
 */
final class KnownHashes {
    /** So many of the nearest hashes are looked at for one question: an answer with more helps nobody and costs everybody. */
    static final int LOOKED_AT = 1_000;

    private final NearDuplicateIndex full;
    private final NearDuplicateIndex capped;

    KnownHashes() {
        this(new NearDuplicateIndex(), new NearDuplicateIndex());
    }

    KnownHashes(NearDuplicateIndex full, NearDuplicateIndex capped) {
        this.full = full;
        this.capped = capped;
    }

    /** An entry that may match: the distance is 0 for an exact one; {@code asked} is what was near it. */
    record Candidate(EntryId entry, Match.Kind kind, int distance, Optional<Pdq> asked) {
        boolean closerThan(Candidate other) {
            return kind != other.kind ? kind == Match.Kind.EXACT : distance < other.distance;
        }
    }

    /** A hash that stands on some list, near one that was asked. */
    record Sighting(EntryMarks.Sort form, Pdq found, int distance, Pdq asked) {}

    void add(Hashes hashes) {
        hashes.full().ifPresent(full::add);
        hashes.capped().ifPresent(capped::add);
        hashes.pdq().ifPresent(pdq -> {
            full.add(pdq);
            capped.add(pdq);
        });
    }

    void remove(EntryMarks.Sort form, Pdq pdq) {
        (form == EntryMarks.Sort.FULL ? full : capped).withdraw(pdq);
    }

    /** How many different perceptual hashes are held, of both forms. */
    int size() {
        return full.size() + capped.size();
    }

    /** The hashes of one form as they are now. */
    Collection<Pdq> entries(EntryMarks.Sort form) {
        return (form == EntryMarks.Sort.FULL ? full : capped).entries();
    }

    /** What is near, nearest first. */
    List<Sighting> near(Sought sought) {
        var found = new ArrayList<Sighting>();
        sought.full().forEach(pdq -> near(EntryMarks.Sort.FULL, full, pdq, found));
        sought.capped().forEach(pdq -> near(EntryMarks.Sort.CAPPED, capped, pdq, found));
        found.sort(Comparator.comparingInt(Sighting::distance));
        return found.size() > LOOKED_AT ? found.subList(0, LOOKED_AT) : found;
    }

    private static void near(EntryMarks.Sort form, NearDuplicateIndex index, Pdq asked, List<Sighting> found) {
        for (var neighbour : index.near(asked, NearDuplicateIndex.GREATEST_THRESHOLD)) {
            found.add(new Sighting(form, neighbour.pdq(), neighbour.distance(), asked));
        }
    }
}
