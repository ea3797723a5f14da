package org.egide.frontdoor.view;

import java.util.List;

/** The public form with its choices, what was filled in and what is still wrong. */
public record SeenPage(
        Sheet sheet,
        SeenFields fields,
        List<Problem> problems,
        List<Choice> forms,
        List<Choice> otherForms,
        List<Choice> channels,
        List<Choice> tellers) {
    public SeenPage {
        problems = List.copyOf(problems);
        forms = List.copyOf(forms);
        otherForms = List.copyOf(otherForms);
        channels = List.copyOf(channels);
        tellers = List.copyOf(tellers);
    }

    /** Whether one of the seldom forms is ticked, so that they are shown. */
    public boolean choseOther() {
        return otherForms.stream().anyMatch(form -> fields.chose(form.value()));
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
