package org.egide.helpline.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The desk's page of one contact. {@code words} is empty where the viewer may not read them: only who talks with her, or reads along
 * openly, may. Holds what a child said: never logged.
 */
public record TalkSheet(
        String id,
        String reference,
        int urgency,
        String state,
        String kind,
        String language,
        String direction,
        Instant since,
        String line,
        String counsellor,
        boolean mine,
        boolean mayListen,
        boolean listens,
        boolean readAlong,
        boolean supervisor,
        boolean phone,
        boolean waits,
        int tellings,
        boolean extortion,
        boolean danger,
        List<String> calm,
        List<Said> words,
        List<Note> notes,
        Map<String, String> facts,
        List<Choice> ages,
        List<Choice> regions,
        List<Choice> needs,
        List<Aid> surrounding,
        List<Choice> factChoices,
        List<Choice> partners,
        List<Choice> forms,
        List<Choice> dangerReasons,
        List<Choice> outcomes,
        List<Choice> gaps,
        List<Choice> againReasons,
        List<Wish> wishes,
        List<Passing> passing,
        List<String> code,
        String once) {
    public TalkSheet {
        calm = List.copyOf(calm);
        words = List.copyOf(words);
        notes = List.copyOf(notes);
        facts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(facts));
        ages = List.copyOf(ages);
        regions = List.copyOf(regions);
        needs = List.copyOf(needs);
        surrounding = List.copyOf(surrounding);
        factChoices = List.copyOf(factChoices);
        partners = List.copyOf(partners);
        forms = List.copyOf(forms);
        dangerReasons = List.copyOf(dangerReasons);
        outcomes = List.copyOf(outcomes);
        gaps = List.copyOf(gaps);
        againReasons = List.copyOf(againReasons);
        wishes = List.copyOf(wishes);
        passing = List.copyOf(passing);
        code = List.copyOf(code);
    }

    /** One message. */
    public record Said(boolean child, String speaker, String day, String words) {}

    /** One note of the house. */
    public record Note(String day, String words) {}

    /** Something to choose: what is sent, what is shown, whether it holds now. */
    public record Choice(String value, String label, boolean chosen) {}

    /** What may surround a child, with what helps a counsellor then. */
    public record Aid(String value, String label, String aid, boolean noticed) {}

    /** A wish to ask her again. */
    public record Wish(String id, String reason) {}

    /** A hand-over and what may be done with it now. */
    public record Passing(
            String id,
            String partner,
            String state,
            String report,
            boolean asked,
            boolean refused,
            boolean forcing,
            boolean care) {}

    public boolean reads() {
        return mine || listens;
    }

    @Override
    public String toString() {
        return "TalkSheet[" + reference + "]";
    }
}
