package org.egide.dialogue.view;

import java.util.List;

/**
 * Conversation and choices on the page of a report, without opening anything: sentences on where it stands ({@code marks}), what the
 * reporter chose, what was passed on ({@code departures}), and the forms. {@code base} is the address they post to.
 */
public record TalkPanel(
        String base,
        List<String> marks,
        List<Row> current,
        List<Row> history,
        List<String> departures,
        List<Pick> receivers,
        List<Pick> kinds,
        boolean contact,
        String today) {
    public TalkPanel {
        marks = List.copyOf(marks);
        current = List.copyOf(current);
        history = List.copyOf(history);
        departures = List.copyOf(departures);
        receivers = List.copyOf(receivers);
        kinds = List.copyOf(kinds);
    }

    /** One choice: its day, what it is about, and what was chosen. */
    public record Row(String day, String topic, String answer) {}

    /** One entry of a list to choose from. */
    public record Pick(String value, String label) {}
}
