package org.egide.fingerprints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    private final JdbcClient database;
    private final Map<String, Places> partners = new LinkedHashMap<>();

    Neighbourhoods(JdbcClient database) {
        this.database = database;
    }

    /** Answers for one partner; the caller holds the lock on the partner's day. */
    Round begin(String partner) {
        return new Round(partner, of(partner));
    }

    private synchronized Places of(String partner) {
        var own = partners.remove(partner);
        if (partners.size() >= MOST_PARTNERS) {
            partners.remove(partners.keySet().iterator().next());
        }
        var kept = own == null ? new Places() : own;
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
        private final Places around;
        private final Map<EntryId, Integer> counts = new HashMap<>();
        private final Set<EntryId> changed = new HashSet<>();

        private Round(String partner, Places around) {
            this.partner = partner;
            this.around = around;
        }

        /** Counts a question where it belongs and returns the entries around which it is not answered. */
        Set<EntryId> ask(Question question, List<KnownHashes.Candidate> near) {
            synchronized (around) {
                near.forEach(one -> one.asked().ifPresent(middle -> around.open(one.entry(), middle)));
                var inside = around.holding(question.tried());
                near.forEach(one -> inside.add(one.entry()));
                var closed = new HashSet<EntryId>();
                for (var entry : inside) {
                    if (!admits(entry, around.askedAt(entry), question)) {
                        closed.add(entry);
                    }
                }
                return closed;
            }
        }

        private boolean admits(EntryId entry, Set<Pdq> asked, Question question) {
            // Asking the same again tells nothing new. All of it: a file can keep one form of its hash and vary the
            // other.
            if (asked.containsAll(question.tried())) {
                return true;
            }
            var count = counts.computeIfAbsent(entry, one -> stored(partner, one));
            if (count >= DIFFERENT) {
                return false;
            }
            asked.addAll(question.tried());
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
