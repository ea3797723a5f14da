package org.egide.dialogue;

import java.time.LocalDate;
import java.util.Objects;
import org.egide.platform.Refusal;

/** One entry of the ledger of choices: its place in it (from 1), the day, and what was chosen. */
public record Chosen(long sequence, LocalDate day, Topic topic, String answer) {
    public Chosen {
        Objects.requireNonNull(day);
        if (!topic.answers().contains(answer)) {
            throw Refusal.because("unknown-choice", "That choice is not on the list.");
        }
    }
}
