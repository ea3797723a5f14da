package org.egide.dialogue.view;

import java.util.List;

/** An opened conversation: its lines, the roles in which this person may answer, and sentences at hand. */
public record TalkView(
        String base, String back, String key, List<Row> lines, List<TalkPanel.Pick> speakers, List<String> quick) {
    public TalkView {
        lines = List.copyOf(lines);
        speakers = List.copyOf(speakers);
        quick = List.copyOf(quick);
    }

    /** One message: its place, day, speaker and words. */
    public record Row(long sequence, String day, String speaker, String text) {
        @Override
        public String toString() {
            return "Row[" + sequence + "]";
        }
    }
}
