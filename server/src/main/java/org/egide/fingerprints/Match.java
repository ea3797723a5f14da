package org.egide.fingerprints;

import java.util.Objects;

/**
 * What was asked for is on a list. {@code distance} is in bits, 0 for an exact match. {@code verified} says that two different
 * people confirmed the entry, or the source it comes from, on a list of the verified kind; without it the match is a suspicion only.
 */
public record Match(
        ListId list, String listName, EntryId entry, Kind kind, int distance, String classification, boolean verified) {
    /** By what it matches. */
    public enum Kind {
        /** The same bytes. */
        EXACT,
        /** Within the threshold of the list, in one of eight orientations. */
        NEAR
    }

    public Match {
        Objects.requireNonNull(list);
        Objects.requireNonNull(entry);
        Objects.requireNonNull(kind);
        if (distance < 0 || (kind == Kind.EXACT && distance != 0)) {
            throw new IllegalArgumentException("a distance that cannot be");
        }
    }
}
