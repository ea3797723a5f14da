package org.egide.fingerprints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.NearDuplicateIndex;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.PerceptualHash;

/**
 * All entries in memory: exact hashes in maps, perceptual ones in one near-duplicate index for each form. Whoever asks checks the
 * candidates against the database, so that what another process withdrew a moment ago counts at once. Changes come one after the
 * other; questions wait for nobody.
 */
final class KnownHashes {
    private final Map<String, Set<EntryId>> exact = new ConcurrentHashMap<>();
    private final Pictures full = new Pictures();
    private final Pictures capped = new Pictures();

    /** An entry that may match: the distance is 0 for an exact one; {@code asked} is what was near it. */
    record Candidate(EntryId entry, Match.Kind kind, int distance, Optional<Pdq> asked) {
        private boolean closerThan(Candidate other) {
            return kind != other.kind ? kind == Match.Kind.EXACT : distance < other.distance;
        }
    }

    void add(EntryId entry, Hashes hashes) {
        for (var hash : exactOf(hashes)) {
            exact.computeIfAbsent(hash, none -> ConcurrentHashMap.newKeySet()).add(entry);
        }
        hashes.full().ifPresent(pdq -> full.add(entry, pdq));
        hashes.capped().ifPresent(pdq -> capped.add(entry, pdq));
        hashes.pdq().ifPresent(pdq -> {
            full.add(entry, pdq);
            capped.add(entry, pdq);
        });
    }

    void remove(EntryId entry, Hashes hashes) {
        for (var hash : exactOf(hashes)) {
            exact.computeIfPresent(hash, (same, owners) -> owners.remove(entry) && owners.isEmpty() ? null : owners);
        }
        hashes.full().ifPresent(pdq -> full.remove(entry, pdq));
        hashes.capped().ifPresent(pdq -> capped.remove(entry, pdq));
        hashes.pdq().ifPresent(pdq -> {
            full.remove(entry, pdq);
            capped.remove(entry, pdq);
        });
    }

    /** How many different fingerprints are held, of all kinds. */
    int size() {
        return exact.size() + full.owners.size() + capped.owners.size();
    }

    List<Candidate> candidates(Fingerprints sought) {
        var best = new HashMap<EntryId, Candidate>();
        exactOf(Hashes.of(sought)).forEach(hash -> exactly(hash, best));
        sought.perceptual().ifPresent(both -> {
            full.near(both.full(), best);
            capped.near(both.capped(), best);
        });
        return List.copyOf(best.values());
    }

    /** Without the picture only the orientation as stored can be tried. */
    List<Candidate> candidates(Hashes sought) {
        var best = new HashMap<EntryId, Candidate>();
        exactOf(sought).forEach(hash -> exactly(hash, best));
        sought.full().ifPresent(pdq -> full.near(pdq, best));
        sought.capped().ifPresent(pdq -> capped.near(pdq, best));
        sought.pdq().ifPresent(pdq -> {
            full.near(pdq, best);
            capped.near(pdq, best);
        });
        return List.copyOf(best.values());
    }

    private void exactly(String hash, Map<EntryId, Candidate> best) {
        exact.getOrDefault(hash, Set.of())
                .forEach(entry -> keep(new Candidate(entry, Match.Kind.EXACT, 0, Optional.empty()), best));
    }

    private static List<String> exactOf(Hashes hashes) {
        var found = new ArrayList<String>();
        hashes.sha256().ifPresent(found::add);
        hashes.sha1().ifPresent(found::add);
        hashes.md5().ifPresent(found::add);
        return found;
    }

    private static void keep(Candidate candidate, Map<EntryId, Candidate> best) {
        best.merge(candidate.entry(), candidate, (old, fresh) -> fresh.closerThan(old) ? fresh : old);
    }

    private static final class Pictures {
        private final NearDuplicateIndex index = new NearDuplicateIndex();
        private final Map<Pdq, Set<EntryId>> owners = new ConcurrentHashMap<>();

        void add(EntryId entry, Pdq pdq) {
            owners.computeIfAbsent(pdq, none -> ConcurrentHashMap.newKeySet()).add(entry);
            index.add(pdq);
        }

        void remove(EntryId entry, Pdq pdq) {
            owners.computeIfPresent(pdq, (same, left) -> {
                if (!left.remove(entry) || !left.isEmpty()) {
                    return left;
                }
                index.withdraw(pdq);
                return null;
            });
        }

        void near(PerceptualHash sought, Map<EntryId, Candidate> best) {
            if (sought.trusted()) {
                for (var orientation : Orientation.values()) {
                    near(sought.variant(orientation), best);
                }
            }
        }

        void near(Pdq sought, Map<EntryId, Candidate> best) {
            for (var neighbour : index.near(sought, NearDuplicateIndex.GREATEST_THRESHOLD)) {
                for (var entry : owners.getOrDefault(neighbour.pdq(), Set.of())) {
                    keep(new Candidate(entry, Match.Kind.NEAR, neighbour.distance(), Optional.of(sought)), best);
                }
            }
        }
    }
}
