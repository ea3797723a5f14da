package org.egide.frontdoor;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.egide.dialogue.Choices;
import org.egide.dialogue.Chosen;
import org.egide.dialogue.Contacts;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Departures;
import org.egide.dialogue.Line;
import org.egide.dialogue.Objection;
import org.egide.dialogue.Objections;
import org.egide.dialogue.Once;
import org.egide.dialogue.Readers;
import org.egide.dialogue.Receiver;
import org.egide.dialogue.Said;
import org.egide.dialogue.Tellings;
import org.egide.dialogue.Topic;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.ChoicesPage;
import org.egide.frontdoor.view.Held;
import org.egide.frontdoor.view.ObjectPage;
import org.egide.frontdoor.view.ReachPage;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.StatusPage;
import org.egide.frontdoor.view.StopPage;
import org.egide.report.Cases;
import org.egide.report.Return;
import org.egide.report.ReturnPasses;
import org.egide.report.Step;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The pages behind an accepted code, in the words for the reader's age. Everything on them opens with the code's own key; nothing here
 * asks the keyring, so a process that holds none shows them too.
 */
@Component
final class StatusPages {
    private final Sheets sheets;
    private final Cases cases;
    private final ReturnPasses passes;
    private final Conversations conversations;
    private final Choices choices;
    private final Departures departures;
    private final Tellings tellings;
    private final Contacts contacts;
    private final Objections objections;
    private final Readers readers;
    private final ComingBack comingBack;
    private final Clock clock;

    StatusPages(
            Sheets sheets,
            Cases cases,
            ReturnPasses passes,
            Conversations conversations,
            Choices choices,
            Departures departures,
            Tellings tellings,
            Contacts contacts,
            Objections objections,
            Readers readers,
            ComingBack comingBack,
            Clock clock) {
        this.sheets = sheets;
        this.cases = cases;
        this.passes = passes;
        this.conversations = conversations;
        this.choices = choices;
        this.departures = departures;
        this.tellings = tellings;
        this.contacts = contacts;
        this.objections = objections;
        this.readers = readers;
        this.comingBack = comingBack;
        this.clock = clock;
    }

    /** What one page is made of. {@code typed} holds what was typed on the page before, to stand there again. */
    private record Visit(
            Sheet sheet,
            Return back,
            Held held,
            Optional<Happened> happened,
            Map<Topic, Chosen> chosen,
            Posted.Fields typed) {}

    /** The page that is due, in the words for the reader. What was typed and not taken stands in it again. */
    ResponseEntity<byte[]> show(Sheet plain, Return back, StatusActs.Done done, Posted.Fields typed) {
        var sheet = plain.in(readers.of(back.subject()).band());
        var happened = back.report()
                .map(report -> new Happened(sheet, cases.progressOf(report), departures.withheld(back.subject())));
        var held = new Held(
                sheet,
                passes.write(back),
                Once.fresh().toString(),
                happened.map(Happened::child).orElse(true),
                note(sheet, done),
                done.problem());
        var visit = new Visit(sheet, back, held, happened, choices.current(back.subject()), typed);
        return switch (done.page()) {
            case "who" -> sheets.show("choices", who(visit));
            case "words" -> sheets.show("choices", words(visit));
            case "reach" -> sheets.show("reach", reach(visit));
            case "stop" -> sheets.show("stop", stop(visit));
            case "disagree" -> sheets.show("object", disagree(visit));
            case "complain" -> sheets.show("object", complain(visit));
            case "code" -> comingBack.change(sheet, back, Optional.of(held));
            default ->
                sheets.show(
                        "timeline", home(visit, done.problem() || done.note().equals("dialogue.kept")));
        };
    }

    private static String note(Sheet sheet, StatusActs.Done done) {
        if (done.note().isEmpty()) {
            return "";
        }
        return sheet.t(sheet.page().has(done.note()) ? done.note() : "dialogue.refused.other");
    }

    private StatusPage home(Visit visit, boolean again) {
        var sheet = visit.sheet();
        var lines = conversations.forReporter(visit.back());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var contact = visit.happened().isEmpty();
        return new StatusPage(
                visit.held(),
                visit.happened().map(one -> one.status().reference()).orElse(""),
                visit.happened().map(Happened::lines).orElse(List.of()),
                knowing(visit),
                visit.happened().map(Happened::next).orElseGet(() -> sheet.t("dialogue.contact.next")),
                visit.happened()
                        .map(one -> one.by(today, sheets.hoursToFirstLook()))
                        .orElse(""),
                !contact && visit.happened().orElseThrow().status().closed(),
                answer(visit, Topic.WORK).equals("STOP"),
                lines.stream().map(line -> word(sheet, line)).toList(),
                !lines.isEmpty() && !lines.getLast().fromReporter(),
                new StatusPage.Tap(
                        choices(sheet, "dialogue.phrase.", Said.PHRASES),
                        choices(sheet, "dialogue.drawing.", Said.DRAWINGS),
                        again ? visit.typed().one("words") : ""),
                objections.forReporter(visit.back()).stream()
                        .map(one -> objected(visit, one))
                        .toList());
    }

    /** Who was told, and what was decided against a choice. Nobody else is said only where it is true. */
    private List<StatusPage.Line> knowing(Visit visit) {
        var sheet = visit.sheet();
        var departed = departures.forReporter(visit.back());
        var told = tellings.forReporter(visit.back());
        var knowing = new ArrayList<>(visit.happened()
                .map(Happened::knowing)
                .orElseGet(() -> List.of(Happened.line(sheet, Optional.empty(), sheet.t("dialogue.contact.knows")))));
        departed.forEach(one -> knowing.add(departed(sheet, one)));
        told.forEach(one -> knowing.add(told(sheet, one)));
        var others = !departed.isEmpty()
                || !told.isEmpty()
                || !departures.withheld(visit.back().subject()).isEmpty();
        knowing.add(
                others || visit.happened().isEmpty()
                        ? Happened.line(sheet, Optional.empty(), sheet.t("dialogue.knows.law"))
                        : visit.happened().orElseThrow().nobodyElse());
        return knowing;
    }

    private static StatusPage.Line departed(Sheet sheet, Departures.Told told) {
        return Happened.line(
                sheet,
                Optional.of(told.day()),
                sheet.t(
                        "dialogue.departed",
                        sheet.t("dialogue.receiver." + told.receiver()),
                        told.reason(),
                        told.law()));
    }

    private static StatusPage.Line told(Sheet sheet, Tellings.Telling told) {
        var what = Arrays.stream(Tellings.What.values())
                .filter(told.what()::contains)
                .map(one -> sheet.t("dialogue.what." + one))
                .collect(Collectors.joining(" · "));
        return Happened.line(
                sheet,
                Optional.of(told.day()),
                sheet.t("dialogue.told", sheet.t("dialogue.receiver." + told.receiver()), what));
    }

    private static StatusPage.Word word(Sheet sheet, Line line) {
        var speaker =
                sheet.t(line.speaker().map(one -> "dialogue.speaker." + one).orElse("dialogue.you"));
        return switch (line.said()) {
            case Said.Words(var text) ->
                new StatusPage.Word(Happened.day(sheet, line.day()), speaker, line.fromReporter(), "", text);
            case Said.Phrase(var key) ->
                new StatusPage.Word(
                        Happened.day(sheet, line.day()),
                        speaker,
                        line.fromReporter(),
                        "",
                        sheet.t("dialogue.phrase." + key));
            case Said.Drawing(var key) ->
                new StatusPage.Word(
                        Happened.day(sheet, line.day()),
                        speaker,
                        line.fromReporter(),
                        key,
                        sheet.t("dialogue.drawing." + key));
        };
    }

    private static StatusPage.Objected objected(Visit visit, Objection one) {
        var sheet = visit.sheet();
        var ground = switch (one.kind()) {
            case DISAGREEMENT -> step(visit, Step.valueOf(one.ground()));
            case COMPLAINT -> sheet.t("dialogue.complaint." + one.ground());
        };
        return new StatusPage.Objected(
                sheet.t("dialogue.objection." + one.kind(), Happened.day(sheet, one.day()), ground),
                one.words(),
                one.answer()
                        .map(answer -> sheet.t(
                                "dialogue.objection.answered",
                                Happened.day(sheet, answer.day()),
                                sheet.t("dialogue.speaker." + answer.speaker())))
                        .orElseGet(() -> sheet.t("dialogue.objection.open")),
                one.answer().map(Objection.Answer::words).orElse(""));
    }

    private static String step(Visit visit, Step step) {
        return visit.happened().map(one -> one.sentence(step)).orElse("");
    }

    private ChoicesPage who(Visit visit) {
        var sheet = visit.sheet();
        var unsafe = answer(visit, Topic.MUST_NOT_KNOW).equals("AT_HOME");
        var topics = new ArrayList<>(Arrays.stream(Receiver.values())
                // Whom the reporter told already is not asked about; nobody at home is, while somebody there must not
                // know (K4).
                .filter(receiver -> receiver != (visit.happened().isPresent() ? Receiver.HOTLINE : Receiver.HELPLINE))
                .filter(receiver -> receiver != Receiver.PARENT || !unsafe)
                .map(Receiver::topic)
                .toList());
        topics.addAll(List.of(Topic.PICTURE, Topic.READING));
        return new ChoicesPage(
                visit.held(),
                sheet.t("dialogue.who.title"),
                sheet.t(unsafe ? "dialogue.who.lead.home" : "dialogue.who.lead"),
                "who",
                topics.stream().map(topic -> question(visit, topic)).toList(),
                true);
    }

    private ChoicesPage words(Visit visit) {
        var sheet = visit.sheet();
        return new ChoicesPage(
                visit.held(),
                sheet.t("dialogue.words.title"),
                sheet.t("dialogue.rule." + readers.of(visit.back().subject()).rule()),
                "words",
                List.of(question(visit, Topic.WORDS)),
                false);
    }

    private ReachPage reach(Visit visit) {
        var sheet = visit.sheet();
        var way = contacts.forReporter(visit.back());
        var secret = answer(visit, Topic.MUST_NOT_KNOW);
        var again = visit.held().problem();
        return new ReachPage(
                visit.held(),
                question(visit, Topic.MUST_NOT_KNOW),
                !secret.isEmpty(),
                secret.equals("AT_HOME") || secret.equals("ELSEWHERE") ? sheet.t("dialogue.reach.careful") : "",
                way.isPresent(),
                again ? visit.typed().one("how") : way.map(Contacts.Way::how).orElse(""),
                again ? visit.typed().one("when") : way.map(Contacts.Way::when).orElse(""));
    }

    private StopPage stop(Visit visit) {
        return new StopPage(
                visit.held(),
                answer(visit, Topic.WORK).equals("STOP"),
                visit.happened().map(Happened::sent).orElse(List.of()));
    }

    private ObjectPage disagree(Visit visit) {
        var steps = visit.happened().map(Happened::steps).orElse(List.of());
        return new ObjectPage(
                visit.held(),
                "disagree",
                steps.stream()
                        .map(step -> new Choice(step.name(), step(visit, step), ""))
                        .toList(),
                visit.typed().one("words"));
    }

    private ObjectPage complain(Visit visit) {
        return new ObjectPage(
                visit.held(),
                "complain",
                choices(visit.sheet(), "dialogue.complaint.", Objection.GROUNDS),
                visit.typed().one("words"));
    }

    private static ChoicesPage.Question question(Visit visit, Topic topic) {
        var sheet = visit.sheet();
        var now = answer(visit, topic);
        return new ChoicesPage.Question(
                sheet.t("dialogue.topic." + topic),
                topic.answers().stream()
                        .map(answer -> new ChoicesPage.Answer(
                                topic + "=" + answer, sheet.t(topic.titleOf(answer)), answer.equals(now)))
                        .toList());
    }

    private static String answer(Visit visit, Topic topic) {
        return Optional.ofNullable(visit.chosen().get(topic))
                .map(Chosen::answer)
                .orElse("");
    }

    private static List<Choice> choices(Sheet sheet, String prefix, List<String> keys) {
        return keys.stream()
                .map(key -> new Choice(key, sheet.t(prefix + key), key))
                .toList();
    }
}
