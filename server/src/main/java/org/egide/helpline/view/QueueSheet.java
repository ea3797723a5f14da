package org.egide.helpline.view;

import java.time.Instant;
import java.util.List;
import org.egide.platform.Language;

/** The desk's page of the line: who waits, who talks, who is at work. Nothing sealed is needed to show it. */
public record QueueSheet(
        List<Row> waiting,
        List<Row> mine,
        List<Row> others,
        List<AtWork> atWork,
        boolean signedOn,
        int capacity,
        List<Tongue> tongues,
        List<Choice> lines,
        List<Failing> failing,
        boolean counsellor,
        boolean supervisor) {
    public QueueSheet {
        waiting = List.copyOf(waiting);
        mine = List.copyOf(mine);
        others = List.copyOf(others);
        atWork = List.copyOf(atWork);
        tongues = List.copyOf(tongues);
        lines = List.copyOf(lines);
        failing = List.copyOf(failing);
    }

    /** One contact. */
    public record Row(
            String id,
            String reference,
            int urgency,
            Instant since,
            String kind,
            String language,
            String age,
            List<String> needs,
            boolean extortion,
            int tellings,
            String who) {
        public Row {
            needs = List.copyOf(needs);
        }
    }

    /** One counsellor at work. */
    public record AtWork(String name, String languages, int talks, int capacity) {}

    /** A language to tick. */
    public record Tongue(Language language, boolean spoken) {}

    /** Something to choose: what is sent and what is shown. */
    public record Choice(String value, String label) {}

    /** A file that fails. */
    public record Failing(String file, String code, String where, String sentence) {}
}
