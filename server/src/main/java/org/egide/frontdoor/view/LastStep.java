package org.egide.frontdoor.view;

import java.util.List;
import java.util.Map;

/**
 * The last page of the child's path: what was answered, one button, and below it room for what may stay empty: on what kind of
 * service it was (R2.1), a name used there (R20.3), an insider (R11) and words.
 */
public record LastStep(
        Sheet sheet,
        List<String> told,
        Map<String, String> carried,
        String key,
        List<Choice> channels,
        String channel,
        String account,
        boolean insider,
        String words,
        String problem,
        boolean easy) {
    public LastStep {
        told = List.copyOf(told);
        carried = Map.copyOf(carried);
        channels = List.copyOf(channels);
    }

    @Override
    public String toString() {
        return "LastStep[hidden]";
    }
}
