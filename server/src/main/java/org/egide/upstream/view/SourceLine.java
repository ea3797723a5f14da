package org.egide.upstream.view;

import java.time.Instant;
import java.util.Optional;

/** A source in one line: names are those of enums, {@code fault} is empty while all is well. */
public record SourceLine(
        String id,
        String name,
        String form,
        String state,
        Optional<Instant> pulled,
        Optional<Instant> next,
        String fault) {
    /** Whether it is being read on its schedule. */
    public boolean pulling() {
        return state.equals("PULLING");
    }

    /** Whether it was ended. */
    public boolean ended() {
        return state.equals("ENDED");
    }

    /** Whether it waits for another person. */
    public boolean waits() {
        return state.equals("UNCONFIRMED");
    }
}
