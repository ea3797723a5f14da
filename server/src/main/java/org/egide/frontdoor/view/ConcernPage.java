package org.egide.frontdoor.view;

import java.util.List;

/**
 * The short form of one kind of teller. {@code teller} names its sentences ({@code doors.<teller>.title}); {@code child} says whether it asks
 * about a child.
 */
public record ConcernPage(
        Sheet sheet,
        String teller,
        String path,
        boolean child,
        ConcernFields fields,
        List<Problem> problems,
        List<Choice> forms,
        List<Choice> ages,
        List<Choice> channels,
        List<Choice> markers) {
    public ConcernPage {
        problems = List.copyOf(problems);
        forms = List.copyOf(forms);
        ages = List.copyOf(ages);
        channels = List.copyOf(channels);
        markers = List.copyOf(markers);
    }

    public String t(String part) {
        return sheet.t("doors." + teller + "." + part);
    }

    public boolean has(String part) {
        return sheet.page().has("doors." + teller + "." + part);
    }

    /** The sentence for what is wrong with the field, or nothing. */
    public String problem(String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .map(problem -> sheet.t(problem.key()))
                .findFirst()
                .orElse("");
    }
}
