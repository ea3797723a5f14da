package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.egide.audit.Actor;
import org.egide.frontdoor.view.PausePage;
import org.egide.frontdoor.view.Sheet;
import org.egide.platform.Language;
import org.egide.platform.web.Anyone;
import org.egide.report.Door;
import org.egide.report.IssuedCode;
import org.egide.report.NewReport;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The child's path: one address, one title, one question at a time. Each page is the answer to a posted form that carries the
 * answers so far; neither a session nor the address knows them (R14.1, R43.1, R54.3).
 */
@RestController
@Anyone(why = "a child is heard without a name, an account or a proof")
final class TalkDoor {
    private static final String PATH = "/talk";
    private static final Actor ACTOR = Actor.reporter("child-path");

    private final Sheets sheets;
    private final Intake intake;
    private final TalkPages talk;
    private final CodePages codePages;
    private final Signals signals;

    TalkDoor(Sheets sheets, Intake intake, TalkPages talk, CodePages codePages, Signals signals) {
        this.sheets = sheets;
        this.intake = intake;
        this.talk = talk;
        this.codePages = codePages;
        this.signals = signals;
    }

    @GetMapping("/{language:" + Language.CODES + "}/talk")
    ResponseEntity<byte[]> open(@PathVariable String language) {
        var sheet = sheet(language);
        return intake.open() ? show(sheet, Answers.NONE.at(codePages.begin()), Added.NOTHING) : intake.closed(sheet);
    }

    @PostMapping("/{language:" + Language.CODES + "}/talk")
    ResponseEntity<byte[]> step(@PathVariable String language, HttpServletRequest request) {
        var sheet = sheet(language);
        return switch (Posted.read(request)) {
            case Posted.Fields fields -> step(sheet, fields);
            case Posted.Unreadable unreadable -> keep(sheet, unreadable);
            case Posted.TooLong tooLong ->
                sheets.refuse(sheet.page().language(), PATH, HttpStatus.CONTENT_TOO_LARGE, "too-long");
        };
    }

    private Sheet sheet(String language) {
        return sheets.quiet(Sheets.language(language), PATH);
    }

    private ResponseEntity<byte[]> step(Sheet sheet, Posted.Fields fields) {
        var answers = Answers.of(fields);
        var worded = sheet.in(answers.band());
        codePages.follow(fields, answers.fields());
        return codePages.step(worded, fields, answers.fields()).orElseGet(() -> step(worded, answers, fields));
    }

    private ResponseEntity<byte[]> step(Sheet sheet, Answers answers, Posted.Fields fields) {
        var added = Added.of(fields);
        return switch (fields.one("step")) {
            case "back" -> show(sheet, answers.back(), added);
            case "easier" -> easy(sheet, answers.easy(true), added);
            case "other-words" -> easy(sheet, answers.easy(false), added);
            case "pause" -> sheets.show("pause", new PausePage(sheet, TalkPages.carried(answers, added)));
            case "send" -> answers.next().isPresent() ? show(sheet, answers, added) : send(sheet, answers, fields);
            default -> show(sheet, answers, added);
        };
    }

    /** The same page in other words; what was added on the last page stays. */
    private ResponseEntity<byte[]> easy(Sheet sheet, Answers answers, Added added) {
        return show(sheet.in(answers.band()), answers, added);
    }

    private ResponseEntity<byte[]> show(Sheet sheet, Answers answers, Added added) {
        if (!intake.takesWords()) {
            return intake.closed(sheet);
        }
        return answers.next()
                .map(question -> sheets.show("talk", talk.step(sheet, question, answers, added)))
                .orElseGet(() -> sheets.show("last", talk.last(sheet, answers, added, Intake.newKey(), "")));
    }

    private ResponseEntity<byte[]> send(Sheet sheet, Answers answers, Posted.Fields fields) {
        var added = Added.of(fields);
        if (!added.fits()) {
            var last =
                    talk.last(sheet, answers, added, fields.one("key"), sheet.t("frontdoor.last.long", Added.LONGEST));
            return sheets.show(HttpStatus.UNPROCESSABLE_CONTENT, "last", last);
        }
        if (!intake.takesWords()) {
            return intake.closed(sheet);
        }
        var language = sheet.page().language();
        var telling = new ChildTelling(answers);
        var ticket = codePages.ticket(answers.place());
        var signs = signals.of(fields, CodePages.FIELD);
        var raw = Signals.raw(fields, signs);
        var handed = intake.take(
                language,
                fields.one("key"),
                new Intake.Coming(ticket, !signs.isEmpty()),
                (sending, code) -> report(language, telling, added, raw, sending, code));
        return switch (handed) {
            case Intake.Handed.Accepted accepted ->
                codePages.sent(
                        sheet,
                        ticket,
                        accepted.code(),
                        new CodePages.Ending(true, telling.first(), telling.ownPicture()));
            case Intake.Handed.WithoutCode without -> sheets.show("nocode", sheet);
            case Intake.Handed.Again again -> sheets.show("again", sheet);
        };
    }

    private static NewReport report(
            Language language,
            ChildTelling telling,
            Added added,
            NewReport.Raw raw,
            Intake.Sending sending,
            Optional<IssuedCode> code) {
        return new NewReport(
                Door.CHILD_PATH,
                telling.reporter(),
                ACTOR,
                language,
                raw,
                telling.forms(),
                telling.acts(),
                Stream.concat(telling.facts().stream(), added.facts().stream()).toList(),
                added.narrative(),
                Map.of(),
                added.items(),
                Optional.of(sending.source()),
                Optional.of(sending.key()),
                code);
    }

    private ResponseEntity<byte[]> keep(Sheet sheet, Posted.Unreadable unreadable) {
        intake.keepUnread(Door.CHILD_PATH, ACTOR, unreadable);
        return sheets.refuse(sheet.page().language(), PATH, HttpStatus.BAD_REQUEST, unreadable.reason());
    }
}
