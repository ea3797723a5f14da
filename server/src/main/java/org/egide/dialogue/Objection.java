package org.egide.dialogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.report.Step;

/**
 * A reporter disagrees with a step, or complains about how they were treated. {@code ground} is one of the kind's own, so that no word
 * need be typed.
 */
public record Objection(Id id, Kind kind, LocalDate day, String ground, String words, Optional<Answer> answer) {
    /** The longest text, in characters. */
    public static final int LONGEST = 2_000;

    /** Grounds of a complaint; each has a sentence {@code dialogue.complaint.<ground>}. */
    public static final List<String> GROUNDS = List.of("SLOW", "NOT_HEARD", "TOLD_SOMEBODY", "UNKIND", "OTHER");

    public Objection {
        Objects.requireNonNull(id);
        Objects.requireNonNull(day);
        Objects.requireNonNull(answer);
        kind.require(ground);
        if (words.length() > LONGEST) {
            throw Refusal.because("too-long", "This has at most " + LONGEST + " characters.");
        }
    }

    /** Which objection. */
    public record Id(UUID value) {
        public Id {
            Objects.requireNonNull(value);
        }

        /** Reads an id of an address; anything else is not here. */
        public static Id of(String text) {
            try {
                return new Id(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                throw Refusal.notFound();
            }
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The two kinds. */
    public enum Kind {
        /** With a step: those who handle the report see it, and a supervisor answers. */
        DISAGREEMENT,
        /** About how somebody was treated: goes to a supervisor or an overseer who has had no part in the report. */
        COMPLAINT;

        void require(String ground) {
            var known = switch (this) {
                case DISAGREEMENT ->
                    java.util.Arrays.stream(Step.values()).map(Enum::name).anyMatch(ground::equals);
                case COMPLAINT -> GROUNDS.contains(ground);
            };
            if (!known) {
                throw Refusal.because("unknown-choice", "That choice is not on the list.");
            }
        }
    }

    /** What was answered, by which role and on which day. */
    public record Answer(LocalDate day, Speaker speaker, String words) {
        @Override
        public String toString() {
            return "Answer[" + day + " " + speaker + "]";
        }
    }

    @Override
    public String toString() {
        return "Objection[" + id + " " + kind + "]";
    }
}
