package org.egide.fingerprints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.fingerprint.Pdq;

/**
 * The neighbourhoods of one partner ({@link Neighbourhoods}): for each entry the middle and the hashes that were asked inside. The
 * latest {@value #MOST} stay, in one array, since every question is compared with each of them.
 */
final class Places {
    private static final int MOST = 10_000;
    private static final int WORDS = 4;

    private final Map<EntryId, Integer> placeOf = new HashMap<>();
    private final List<EntryId> entries = new ArrayList<>();
    private final List<Set<Pdq>> asked = new ArrayList<>();
    private long[] middles = new long[16 * WORDS];
    private int oldest;

    /** A neighbourhood around what was asked, unless the entry has one. */
    void open(EntryId entry, Pdq middle) {
        if (placeOf.containsKey(entry)) {
            return;
        }
        var place = entries.size();
        if (place < MOST) {
            entries.add(entry);
            asked.add(new HashSet<>());
            if (middles.length < entries.size() * WORDS) {
                middles = Arrays.copyOf(middles, middles.length * 2);
            }
        } else {
            place = oldest;
            oldest = (oldest + 1) % MOST;
            placeOf.remove(entries.set(place, entry));
            asked.set(place, new HashSet<>());
        }
        placeOf.put(entry, place);
        var at = place * WORDS;
        middles[at] = middle.a();
        middles[at + 1] = middle.b();
        middles[at + 2] = middle.c();
        middles[at + 3] = middle.d();
    }

    /** Whose neighbourhoods any of the hashes lies in. */
    Set<EntryId> holding(List<Pdq> tried) {
        var holding = new HashSet<EntryId>();
        for (var pdq : tried) {
            for (var place = 0; place < entries.size(); place++) {
                if (distance(place * WORDS, pdq) <= Neighbourhoods.REACH) {
                    holding.add(entries.get(place));
                }
            }
        }
        return holding;
    }

    private int distance(int at, Pdq pdq) {
        return Long.bitCount(middles[at] ^ pdq.a())
                + Long.bitCount(middles[at + 1] ^ pdq.b())
                + Long.bitCount(middles[at + 2] ^ pdq.c())
                + Long.bitCount(middles[at + 3] ^ pdq.d());
    }

    /** The different hashes asked around an entry that has a neighbourhood. */
    Set<Pdq> askedAt(EntryId entry) {
        var place = placeOf.get(entry);
        if (place == null) {
            throw new IllegalArgumentException("an entry without a neighbourhood");
        }
        return asked.get(place);
    }
}
