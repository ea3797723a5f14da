package org.egide.frontdoor.view;

import java.util.List;
import java.util.Map;

/** The last page of the child's path: what was answered, room for words that may stay empty, and one button. */
public record LastStep(
        Sheet sheet,
        List<String> told,
        Map<String, String> carried,
        String key,
        String words,
        String problem,
        int longest) {
    public LastStep {
        told = List.copyOf(told);
        carried = Map.copyOf(carried);
    }

    @Override
    public String toString() {
        return "LastStep[hidden]";
    }
}
