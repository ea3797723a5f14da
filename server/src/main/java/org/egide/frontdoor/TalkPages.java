package org.egide.frontdoor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.LastStep;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.TalkStep;
import org.egide.frontdoor.view.Urgent;
import org.springframework.stereotype.Component;

/** Puts a question and its answers into the child's words, as said of oneself or of somebody else. */
@Component
final class TalkPages {
    private static final Map<String, String> PICTURES = Map.ofEntries(
            Map.entry("WHO.ME", "one"),
            Map.entry("WHO.FRIEND", "two"),
            Map.entry("WHO.OTHER", "another"),
            Map.entry("WHAT.THREAT", "bubble-sharp"),
            Map.entry("WHAT.PICTURES", "phone"),
            Map.entry("WHAT.SHARED", "frame-out"),
            Map.entry("WHAT.FAKE", "frame-star"),
            Map.entry("WHAT.MEET", "bubbles"),
            Map.entry("WHAT.LIVE", "lens"),
            Map.entry("WHAT.SAW", "eye"),
            Map.entry("WHAT.OFF", "cloud"),
            Map.entry("SAFE.DANGER", "bell"),
            Map.entry("SAFE.HURT", "rain"),
            Map.entry("SAFE.TODAY", "clock"),
            Map.entry("SAFE.REACH", "house"),
            Map.entry("SAFE.ONLINE", "umbrella"),
            Map.entry("WISH.REMOVE", "wind"),
            Map.entry("WISH.TALK", "bubble-heart"),
            Map.entry("WISH.STOP_THE_PERSON", "stop"),
            Map.entry("WISH.JUST_TELL", "envelope"));

    /** In a threat these come before anything else: do not pay, do not send, do not answer. */
    private static final int CALM_LINES = 4;

    TalkStep step(Sheet sheet, Question question, Answers answers) {
        var another = answers.aboutAnother();
        var key = "frontdoor." + question;
        var note = key + ".note";
        return new TalkStep(
                sheet,
                question.field(),
                sheet.about(another, key),
                question == Question.AGE ? urgent(sheet, new ChildTelling(answers).first()) : Optional.empty(),
                calm(sheet, question, answers),
                question.answers(another).stream()
                        .map(answer -> choice(sheet, question, answer, another))
                        .toList(),
                sheet.page().has(note) ? sheet.about(another, note) : "",
                question == Question.AGE,
                answers.fields(),
                question.ordinal() + 1,
                Question.values().length + 1);
    }

    private static Choice choice(Sheet sheet, Question question, String answer, boolean another) {
        return new Choice(
                answer,
                sheet.about(another, "frontdoor." + question + "." + answer),
                PICTURES.getOrDefault(question + "." + answer, ""));
    }

    private static List<String> calm(Sheet sheet, Question question, Answers answers) {
        if (question != Question.SAFE || !answers.is(Question.WHAT, "THREAT")) {
            return List.of();
        }
        return IntStream.rangeClosed(1, CALM_LINES)
                .mapToObj(line -> sheet.about(answers.aboutAnother(), "frontdoor.calm." + line))
                .toList();
    }

    /** What comes before everything else when somebody is not safe, or wants to talk. */
    static Optional<Urgent> urgent(Sheet sheet, String first) {
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var danger = first.equals("DANGER");
        return Optional.of(
                new Urgent(sheet.t("frontdoor.first." + first), danger ? sheet.emergency() : sheet.helpline(), danger));
    }

    LastStep last(Sheet sheet, Answers answers, String key, String words, String problem) {
        var told = answers.given().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(given -> given.getKey().answers(true).contains(given.getValue()))
                .map(given ->
                        sheet.about(answers.aboutAnother(), "frontdoor." + given.getKey() + "." + given.getValue()))
                .toList();
        return new LastStep(sheet, told, answers.fields(), key, words, problem, TalkDoor.LONGEST);
    }
}
