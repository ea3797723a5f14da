package org.egide.frontdoor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.LastStep;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.TalkStep;
import org.egide.frontdoor.view.Urgent;
import org.egide.report.FactKind;
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
            Map.entry("WHAT.NOTHING", "sun"),
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

    /** To one who says that nothing bad happened (R23.2): that is fine, and nothing has to be told. */
    private static final int DENIED_LINES = 2;

    TalkStep step(Sheet sheet, Question question, Answers answers, Added added) {
        var another = answers.aboutAnother();
        var key = "frontdoor." + question;
        var note = key + ".note";
        return new TalkStep(
                sheet,
                question.field(),
                sheet.about(another, key),
                afterSafety(question, another) ? urgent(sheet, new ChildTelling(answers).first()) : Optional.empty(),
                calm(sheet, question, answers),
                question.answers(another).stream()
                        .map(answer -> choice(sheet, question, answer, another))
                        .toList(),
                sheet.page().has(note) ? sheet.about(another, note) : "",
                question.asksAge(),
                carried(answers, added),
                answers.asked().indexOf(question) + 1,
                answers.asked().size() + 1,
                answers.easy());
    }

    /** What travels in the form: the answers, and what was added before somebody went back or paused. */
    static Map<String, String> carried(Answers answers, Added added) {
        var carried = new TreeMap<>(answers.fields());
        carried.putAll(added.fields());
        return carried;
    }

    /** The page right after the answer to "are you safe". */
    private static boolean afterSafety(Question question, boolean another) {
        return question == (another ? Question.CHILD : Question.WISH);
    }

    private static Choice choice(Sheet sheet, Question question, String answer, boolean another) {
        return new Choice(
                answer,
                sheet.about(another, "frontdoor." + question + "." + answer),
                PICTURES.getOrDefault(question + "." + answer, ""));
    }

    private static List<String> calm(Sheet sheet, Question question, Answers answers) {
        if (question != Question.SAFE) {
            return List.of();
        }
        if (answers.is(Question.WHAT, Question.NOTHING) && !answers.aboutAnother()) {
            return lines(sheet, "frontdoor.denied.", DENIED_LINES, false);
        }
        return answers.is(Question.WHAT, "THREAT")
                ? lines(sheet, "frontdoor.calm.", CALM_LINES, answers.aboutAnother())
                : List.of();
    }

    private static List<String> lines(Sheet sheet, String key, int count, boolean another) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> sheet.about(another, key + line))
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

    /** An age says nothing without its question. */
    private static String told(Sheet sheet, Question question, String answer, boolean another) {
        var said = sheet.about(another, "frontdoor." + question + "." + answer);
        return question.asksAge() ? sheet.t("frontdoor." + question) + " " + said : said;
    }

    LastStep last(Sheet sheet, Answers answers, Added added, String key, String problem) {
        var another = answers.aboutAnother();
        var told = answers.asked().stream()
                .filter(question -> question.answers(another).contains(answers.known(question)))
                .map(question -> told(sheet, question, answers.known(question), another))
                .toList();
        var channels = FactKind.CHANNEL.choices().stream()
                .map(channel -> new Choice(channel, sheet.t("frontdoor.report.channel." + channel), ""))
                .toList();
        return new LastStep(
                sheet,
                told,
                answers.fields(),
                key,
                channels,
                added.channel(),
                added.account(),
                added.insider(),
                added.words(),
                problem,
                answers.easy());
    }
}
