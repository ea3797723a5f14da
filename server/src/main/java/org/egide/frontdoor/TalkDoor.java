package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** The longest text a child may add, in characters. */
    static final int LONGEST = 4_000;

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
        return show(sheet(language), new Answers(Map.of(), codePages.begin()), "");
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
        codePages.follow(fields, answers.fields());
        return codePages.step(sheet, fields, answers.fields()).orElseGet(() -> step(sheet, fields, answers));
    }

    private ResponseEntity<byte[]> step(Sheet sheet, Posted.Fields fields, Answers answers) {
        var words = fields.one("words");
        return switch (fields.one("step")) {
            case "back" -> show(sheet, answers.back(), words);
            case "pause" -> sheets.show("pause", new PausePage(sheet, answers.fields()));
            case "send" -> answers.next().isPresent() ? show(sheet, answers, words) : send(sheet, answers, fields);
            default -> show(sheet, answers, words);
        };
    }

    private ResponseEntity<byte[]> show(Sheet sheet, Answers answers, String words) {
        if (!intake.open()) {
            return sheets.show(HttpStatus.SERVICE_UNAVAILABLE, "closed", sheet);
        }
        return answers.next()
                .map(question -> sheets.show("talk", talk.step(sheet, question, answers)))
                .orElseGet(() -> sheets.show("last", talk.last(sheet, answers, Intake.newKey(), words, "")));
    }

    private ResponseEntity<byte[]> send(Sheet sheet, Answers answers, Posted.Fields fields) {
        var words = fields.one("words");
        if (words.length() > LONGEST) {
            var last = talk.last(sheet, answers, fields.one("key"), words, sheet.t("frontdoor.last.long", LONGEST));
            return sheets.show(HttpStatus.UNPROCESSABLE_CONTENT, "last", last);
        }
        if (!intake.open()) {
            return sheets.show(HttpStatus.SERVICE_UNAVAILABLE, "closed", sheet);
        }
        var language = sheet.page().language();
        var telling = new ChildTelling(answers);
        var ticket = codePages.ticket(answers.place());
        var signs = signals.of(fields, CodePages.FIELD);
        var handed = intake.take(
                language,
                fields.one("key"),
                new Intake.Coming(ticket, !signs.isEmpty()),
                (sending, code) -> report(language, telling, words, fields, signs, sending, code));
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
            String words,
            Posted.Fields fields,
            List<String> signs,
            Intake.Sending sending,
            Optional<IssuedCode> code) {
        return new NewReport(
                Door.CHILD_PATH,
                telling.reporter(),
                ACTOR,
                language,
                new NewReport.Raw(fields.bytesWithout(CodePages.FIELD), Signals.mediaType(signs)),
                telling.forms(),
                telling.acts(),
                telling.facts(),
                Optional.of(words).filter(text -> !text.isBlank()),
                Map.of(),
                List.of(),
                Optional.of(sending.source()),
                Optional.of(sending.key()),
                code);
    }

    private ResponseEntity<byte[]> keep(Sheet sheet, Posted.Unreadable unreadable) {
        intake.keepUnread(Door.CHILD_PATH, ACTOR, unreadable);
        return sheets.refuse(sheet.page().language(), PATH, HttpStatus.BAD_REQUEST, unreadable.reason());
    }
}
