package org.egide.fingerprint.archive;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.egide.fingerprint.archive.Outcome.HitKind;
import org.egide.fingerprint.archive.Outcome.State;

/** Counts that add up: seen is hashed and skipped, hashed is known, near and unknown (R17.1). */
public final class Tally {

    private final Map<State, Long> states = new EnumMap<>(State.class);
    private final Map<Skip, Long> skips = new EnumMap<>(Skip.class);
    private final SortedMap<String, Long> unmatchable = new TreeMap<>();
    private final Map<HitKind, Long> hits = new EnumMap<>(HitKind.class);
    private long changed;
    private long left;
    private long bytes;

    void add(Outcome outcome) {
        states.merge(outcome.state(), 1L, Long::sum);
        switch (outcome) {
            case Outcome.Skipped skipped -> skips.merge(skipped.reason(), 1L, Long::sum);
            case Outcome.Hashed hashed -> add(hashed);
        }
    }

    private void add(Outcome.Hashed hashed) {
        bytes += hashed.size();
        changed += hashed.changed() ? 1 : 0;
        left += hashed.left();
        if (!hashed.reason().isEmpty()) {
            unmatchable.merge(hashed.reason(), 1L, Long::sum);
        }
        for (Outcome.Hit hit : hashed.hits()) {
            hits.merge(hit.kind(), 1L, Long::sum);
        }
    }

    /** Everything the walk saw but folders that could be listed. */
    public long seen() {
        return hashed() + skipped();
    }

    /** Files read to their end. */
    public long hashed() {
        return known() + near() + count(State.UNKNOWN);
    }

    /** Files with an exact hash on a list. */
    public long known() {
        return count(State.KNOWN);
    }

    /** Pictures near an entry of a list, and not known. */
    public long near() {
        return count(State.NEAR);
    }

    /** Hashed files on no list. */
    public long unknown() {
        return count(State.UNKNOWN);
    }

    /** What was not hashed. */
    public long skipped() {
        return count(State.SKIPPED);
    }

    /** What was not hashed for this reason. */
    public long skipped(Skip reason) {
        return skips.getOrDefault(reason, 0L);
    }

    /** Files and folders that were to be read and could not be: all skips but links and devices. */
    public long unread() {
        return skipped() - skipped(Skip.LINK) - skipped(Skip.SPECIAL);
    }

    /** Hashed files without a trusted perceptual hash, by stable code. */
    SortedMap<String, Long> unmatchable() {
        return unmatchable;
    }

    /** Hits that are written down. */
    long hits(HitKind kind) {
        return hits.getOrDefault(kind, 0L);
    }

    long hits() {
        return hits.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Hits beyond the greatest number for one file and list. */
    long left() {
        return left;
    }

    /** Files that were not, or did not stay, as the inventory had seen them. */
    long changed() {
        return changed;
    }

    /** Bytes hashed. */
    long bytes() {
        return bytes;
    }

    private long count(State state) {
        return states.getOrDefault(state, 0L);
    }
}
