package org.egide.upstream;

import java.util.List;
import org.egide.fingerprints.ForeignChange;

/** What an answer of a source says. */
sealed interface Reading {
    /** A page that can come in: what changed, what was noted, and how far the source is read then. */
    record Page(List<ForeignChange> changes, Counts counts, Cursor after) implements Reading {
        public Page {
            changes = List.copyOf(changes);
        }
    }

    /** Refused whole; nothing of it comes in. */
    record Unfit(Fault fault) implements Reading {}
}
