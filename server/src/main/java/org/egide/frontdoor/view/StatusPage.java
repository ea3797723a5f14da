package org.egide.frontdoor.view;

import java.util.List;

/**
 * What somebody who came back sees: what happened by day, who knows, what comes next and by when, what was said, and what was objected.
 * {@code fresh} is true when the last word is not theirs.
 */
public record StatusPage(
        Held held,
        String reference,
        List<Line> lines,
        List<Line> knowing,
        String next,
        String by,
        boolean closed,
        boolean stopped,
        List<Word> talk,
        boolean fresh,
        Tap taps,
        List<Objected> objections) {
    public StatusPage {
        lines = List.copyOf(lines);
        knowing = List.copyOf(knowing);
        talk = List.copyOf(talk);
        objections = List.copyOf(objections);
    }

    /** One sentence and its day, for people and for machines; both are empty when it has none. */
    public record Line(String day, String date, String sentence) {}

    /** One message: the day, who speaks, and either words or a drawing with its meaning. */
    public record Word(String day, String speaker, boolean own, String drawing, String text) {
        @Override
        public String toString() {
            return "Word[hidden]";
        }
    }

    /** What can be answered with one tap, and the words typed so far. */
    public record Tap(List<Choice> phrases, List<Choice> drawings, String words) {
        public Tap {
            phrases = List.copyOf(phrases);
            drawings = List.copyOf(drawings);
        }

        @Override
        public String toString() {
            return "Tap[hidden]";
        }
    }

    /** A disagreement or complaint: its sentence, the words added, and where its answer stands. */
    public record Objected(String sentence, String words, String state, String answer) {
        @Override
        public String toString() {
            return "Objected[hidden]";
        }
    }
}
