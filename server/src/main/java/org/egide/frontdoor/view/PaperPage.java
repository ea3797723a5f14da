package org.egide.frontdoor.view;

import java.util.List;

/** The questions to print, each with the answers to tick. */
public record PaperPage(Sheet sheet, List<Asked> questions) {
    public PaperPage {
        questions = List.copyOf(questions);
    }

    /** One question with its answers. */
    public record Asked(String question, List<Choice> answers) {
        public Asked {
            answers = List.copyOf(answers);
        }
    }
}
