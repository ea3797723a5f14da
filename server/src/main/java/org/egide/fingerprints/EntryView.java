package org.egide.fingerprints;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry as people see it: where it comes from and who stands behind it, never its hash. {@code confirmations} are by different
 * people, of the entry or of the source it comes from; {@code mine} says that the viewer confirmed the entry. {@code withdrawn} is the reason.
 */
public record EntryView(
        EntryId id,
        ListId list,
        String provenance,
        String classification,
        Instant added,
        int confirmations,
        boolean mine,
        Optional<Instant> expires,
        boolean expired,
        Votes votes,
        Optional<String> withdrawn) {
    /** How many different people must confirm. */
    public static final int NEEDED = 2;

    /** Whether enough people confirmed, nobody withdrew and its time is not over. */
    public boolean standing() {
        return withdrawn.isEmpty() && !expired && confirmations >= NEEDED;
    }
}
