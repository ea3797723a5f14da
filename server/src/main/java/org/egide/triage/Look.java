package org.egide.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.egide.fingerprints.Match;
import org.egide.report.ItemId;
import org.egide.report.ItemKind;

/**
 * What became of looking at an item: whether its bytes were seen (an address by fetching it, a file or fingerprint by itself), a
 * stable code otherwise, and what the lists say of it. A match is a hint, not a verdict.
 */
public record Look(ItemId item, ItemKind kind, State state, String code, Optional<Instant> at, List<Match> matches) {
    /** How far the looking got. */
    public enum State {
        /** The next attempt is planned. */
        DUE,
        SEEN,
        /** No attempt is left, or none makes sense. */
        NOT_SEEN
    }

    public Look {
        matches = List.copyOf(matches);
    }

    /** The best match on a verified entry, exact before near. */
    public Optional<Match> verified() {
        return matches.stream().filter(Match::verified).findFirst();
    }
}
