package org.egide.upstream;

import java.util.Set;
import org.egide.platform.Refusal;

/** How it stands with a source. */
public enum SourceState {
    /** Waits for the second person. */
    UNCONFIRMED,
    /** Read on its schedule. */
    PULLING,
    /** People stopped the reading for a while; what came in stands. */
    PAUSED,
    /** Never read again; it stands behind nothing any more. */
    ENDED;

    Set<SourceState> successors() {
        return switch (this) {
            case UNCONFIRMED -> Set.of(PULLING, ENDED);
            case PULLING -> Set.of(PAUSED, ENDED);
            case PAUSED -> Set.of(PULLING, ENDED);
            case ENDED -> Set.of();
        };
    }

    /** The same, or a refusal {@code source-state} when there is no way from here to there. */
    SourceState to(SourceState next) {
        if (!successors().contains(next)) {
            throw Refusal.withStatus(409, "source-state", "This cannot be done with the source as it stands.");
        }
        return next;
    }
}
