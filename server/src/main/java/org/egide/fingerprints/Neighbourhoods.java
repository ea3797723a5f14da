package org.egide.fingerprints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.fingerprint.Pdq;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a partner from walking towards an entry: whoever changes a hash bit by bit and watches where it stops to match computes the
 * entry. So the first near match of a partner at an entry opens a neighbourhood around <em>what was asked</em>, and every different
 * hash asked inside it, match or not, is counted. After {@value #DIFFERENT} near answers there stop for that partner, for matches and
 * misses alike, until its desk starts anew.
 *
 * <p>The neighbourhood reaches {@value #REACH} bits, twice the greatest threshold and what the two forms of a picture differ by:
 * whatever is near the entry lies inside it, and its edge depends only on what the partner knows already. So neither a withheld
 * answer nor its absence tells anything.
 *
 * <p>Counts are stored. The hashes asked are not: they stay in this process, bounded, and a restart forgets them.
 */
@Component
final class Neighbourhoods {
    static final int REACH = 80;
    static final int DIFFERENT = 40;

    private static final int MOST_PARTNERS = 1_000;
    private static final int MOST_ENTRIES = 10_000;

    private final JdbcClient database;
    private final Map<String, Map<EntryId, Around>> partners = new LinkedHashMap<>();

    Neighbourhoods(JdbcClient database) {
        this.database = database;
    }

    /** The middle of a neighbourhood and the hashes that were counted in it. */
    private record Around(Pdq middle, Set<Pdq> asked) {
        private boolean holds(List<Pdq> tried) {
            return tried.stream().anyMatch(pdq -> pdq.distance(middle) <= REACH);
        }
    }

    /** Answers for one partner; the caller holds the lock on the partner's day. */
    Round begin(String partner) {
        return new Round(partner, of(partner));
    }

    private synchronized Map<EntryId, Around> of(String partner) {
        var own = partners.remove(partner);
        if (partners.size() >= MOST_PARTNERS) {
            partners.remove(partners.keySet().iterator().next());
        }
        var kept = own == null ? new LinkedHashMap<EntryId, Around>() : own;
        partners.put(partner, kept);
        return kept;
    }

    private int stored(String partner, EntryId entry) {
        return database.sql("SELECT asked FROM fingerprints.nearness WHERE partner = :partner AND entry = :entry")
                .param("partner", partner)
                .param("entry", entry.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Lets a partner's neighbourhoods start anew; returns how many there were. */
    int forget(String partner) {
        return database.sql("DELETE FROM fingerprints.nearness WHERE partner = :partner")
                .param("partner", partner)
                .update();
    }

    /** How many entries are closed to a partner. */
    int closed(String partner) {
        return database.sql("SELECT count(*) FROM fingerprints.nearness WHERE partner = :partner AND asked >= :most")
                .param("partner", partner)
                .param("most", DIFFERENT)
                .query(Integer.class)
                .single();
    }

    /** The questions of one request, one after the other. */
    final class Round {
        private final String partner;
        private final Map<EntryId, Around> around;
        private final Map<EntryId, Integer> counts = new HashMap<>();
        private final Set<EntryId> changed = new HashSet<>();

        private Round(String partner, Map<EntryId, Around> around) {
            this.partner = partner;
            this.around = around;
        }

        /** Counts a question where it belongs and returns the entries around which it is not answered. */
        Set<EntryId> ask(Question question, List<KnownHashes.Candidate> near) {
            synchronized (around) {
                near.forEach(this::open);
                var hit = near.stream().map(KnownHashes.Candidate::entry).collect(Collectors.toSet());
                var closed = new HashSet<EntryId>();
                for (var place : around.entrySet()) {
                    var entry = place.getKey();
                    var inside = hit.contains(entry) || place.getValue().holds(question.tried());
                    if (inside && !admits(entry, place.getValue(), question)) {
                        closed.add(entry);
                    }
                }
                return closed;
            }
        }

        private void open(KnownHashes.Candidate candidate) {
            if (around.size() >= MOST_ENTRIES && !around.containsKey(candidate.entry())) {
                around.remove(around.keySet().iterator().next());
            }
            candidate
                    .asked()
                    .ifPresent(
                            pdq -> around.computeIfAbsent(candidate.entry(), none -> new Around(pdq, new HashSet<>())));
        }

        private boolean admits(EntryId entry, Around place, Question question) {
            // Asking the same again tells nothing new. All of it: a file can keep one form of its hash and vary the
            // other.
            if (place.asked().containsAll(question.tried())) {
                return true;
            }
            var count = counts.computeIfAbsent(entry, one -> stored(partner, one));
            if (count >= DIFFERENT) {
                return false;
            }
            place.asked().addAll(question.tried());
            counts.put(entry, count + 1);
            changed.add(entry);
            return true;
        }

        /** Stores the counts that grew. */
        void store() {
            if (changed.isEmpty()) {
                return;
            }
            // Unlike the counts of a day: a power loss must not open a neighbourhood again.
            database.sql("SELECT set_config('synchronous_commit', 'on', true)")
                    .query()
                    .singleRow();
            var entries = new ArrayList<>(changed);
            database.sql("""
                            INSERT INTO fingerprints.nearness (partner, entry, asked)
                            SELECT :partner, n.entry, n.asked FROM unnest(:entries, :asked) AS n (entry, asked)
                            ON CONFLICT (partner, entry) DO UPDATE SET asked = excluded.asked
                            """)
                    .param("partner", partner)
                    .param("entries", entries.stream().map(EntryId::value).toArray(UUID[]::new))
                    .param(
                            "asked",
                            entries.stream()
                                    .map(entry -> counts.getOrDefault(entry, 0))
                                    .toArray(Integer[]::new))
                    .update();
        }
    }
}
