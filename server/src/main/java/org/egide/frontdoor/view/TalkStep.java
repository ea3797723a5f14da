package org.egide.frontdoor.view;

import java.util.List;
import java.util.Map;

/**
 * One question of the child's path. {@code calm} is said before the question (in a threat: what to do first); {@code note} warns
 * of what comes next; {@code carried} are the answers so far, which travel with the form because nothing else keeps them.
 */
public record TalkStep(
        Sheet sheet,
        String field,
        String question,
        List<String> calm,
        List<Choice> choices,
        String note,
        boolean small,
        Map<String, String> carried,
        int number,
        int of) {
    public TalkStep {
        calm = List.copyOf(calm);
        choices = List.copyOf(choices);
        carried = Map.copyOf(carried);
    }

    public boolean first() {
        return number == 1;
    }
}
