package org.egide.frontdoor.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question of the child's path. {@code urgent} answers somebody who has just said that they are not safe; {@code calm} is said before the question (in a threat: what to do first); {@code note} warns
 * of what comes next; {@code easy} says that the shortest words are in use; {@code carried} are the answers so far, which travel with the form because nothing else keeps them.
 */
public record TalkStep(
        Sheet sheet,
        String field,
        String question,
        Optional<Urgent> urgent,
        List<String> calm,
        List<Choice> choices,
        String note,
        boolean small,
        Map<String, String> carried,
        int number,
        int of,
        boolean easy) {
    public TalkStep {
        calm = List.copyOf(calm);
        choices = List.copyOf(choices);
        carried = Map.copyOf(carried);
    }

    public boolean first() {
        return number == 1;
    }
}
