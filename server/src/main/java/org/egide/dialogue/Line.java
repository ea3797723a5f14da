package org.egide.dialogue;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * One message as it is read: its place in the conversation (from 1), the day, who says it and what. The reporter's own have no
 * speaker; staff's have a role and never a name.
 */
public record Line(long sequence, LocalDate day, Optional<Speaker> speaker, Said said) {
    public Line {
        Objects.requireNonNull(day);
        Objects.requireNonNull(said);
        if (sequence < 1) {
            throw new IllegalArgumentException("a place in a conversation counts from 1");
        }
    }

    /** Whether the reporter says it. */
    public boolean fromReporter() {
        return speaker.isEmpty();
    }
}
