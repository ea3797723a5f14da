package org.egide.frontdoor.view;

import java.util.List;
import java.util.Map;
import org.egide.platform.Language;
import org.egide.platform.web.DeskPage;

/** The desk's page for a caller with its choices, what was filled in and what is still wrong. */
public record CallerPage(
        DeskPage page,
        ConcernFields fields,
        Language language,
        List<Problem> problems,
        List<Choice> callers,
        List<Choice> forms,
        List<Choice> ages,
        List<Choice> channels,
        List<Choice> markers,
        List<Choice> wishes) {
    public CallerPage {
        problems = List.copyOf(problems);
        callers = List.copyOf(callers);
        forms = List.copyOf(forms);
        ages = List.copyOf(ages);
        channels = List.copyOf(channels);
        markers = List.copyOf(markers);
        wishes = List.copyOf(wishes);
    }

    /** What the template takes. */
    public Map<String, Object> parameters() {
        return Map.of("page", page, "view", this);
    }
}
