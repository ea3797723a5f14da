package org.egide.frontdoor.view;

import java.util.List;

/** Questions with their answers to tap, and which answer holds now. */
public record ChoicesPage(Held held, String title, String lead, String here, List<Question> questions, boolean nobody) {
    public ChoicesPage {
        questions = List.copyOf(questions);
    }

    /** One question. */
    public record Question(String text, List<Answer> answers) {
        public Question {
            answers = List.copyOf(answers);
        }
    }

    /** One answer: the value sent, its words, and whether it holds. */
    public record Answer(String value, String label, boolean chosen) {}
}
