package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.egide.audit.Actor;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.Problem;
import org.egide.frontdoor.view.SeenFields;
import org.egide.frontdoor.view.SeenPage;
import org.egide.frontdoor.view.Sheet;
import org.egide.platform.Language;
import org.egide.platform.web.Anyone;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.IssuedCode;
import org.egide.report.NewReport;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public form: one page for what somebody saw, anywhere (R2.1, R39.3). A form that looks machine-made is marked in what is
 * kept of it and treated like any other.
 */
@RestController
@Anyone(why = "everybody may tell what they saw, without a name")
final class SeenDoor {
    private static final String PATH = "/report";
    private static final Actor ACTOR = Actor.reporter("public-form");

    /** What most people come with; the other forms stand one tap away, none is left out. */
    private static final List<Form> COMMON = List.of(
            Form.ABUSE_MATERIAL,
            Form.GROOMING,
            Form.SEXUAL_EXTORTION,
            Form.NON_CONSENSUAL_SHARING,
            Form.AI_GENERATED_MATERIAL,
            Form.LIVE_ABUSE,
            Form.WORRY);

    private final Sheets sheets;
    private final Intake intake;
    private final CodePages codePages;
    private final Signals signals;
    private final ToldBefore before;

    SeenDoor(Sheets sheets, Intake intake, CodePages codePages, Signals signals, ToldBefore before) {
        this.sheets = sheets;
        this.intake = intake;
        this.codePages = codePages;
        this.signals = signals;
        this.before = before;
    }

    @GetMapping("/{language:" + Language.CODES + "}/report")
    ResponseEntity<byte[]> open(@PathVariable String language) {
        var sheet = sheet(language);
        if (!intake.open()) {
            return intake.closed(sheet);
        }
        return sheets.show("report", page(sheet, empty(), List.of()));
    }

    @PostMapping("/{language:" + Language.CODES + "}/report")
    ResponseEntity<byte[]> send(@PathVariable String language, HttpServletRequest request) {
        var sheet = sheet(language);
        return switch (Posted.read(request)) {
            case Posted.Fields fields -> codePages.step(sheet, fields, Map.of()).orElseGet(() -> send(sheet, fields));
            case Posted.Unreadable unreadable -> keep(sheet, unreadable);
            case Posted.TooLong tooLong ->
                sheets.refuse(sheet.page().language(), PATH, HttpStatus.CONTENT_TOO_LARGE, "too-long");
        };
    }

    private Sheet sheet(String language) {
        return sheets.open(Sheets.language(language), PATH, "frontdoor.report.title");
    }

    private ResponseEntity<byte[]> send(Sheet sheet, Posted.Fields fields) {
        if (!intake.takesWords()) {
            return intake.closed(sheet);
        }
        if (fields.one("step").equals("leave")) {
            return sheets.show("report", page(sheet, empty(), List.of()));
        }
        var seen = SeenReport.of(fields);
        var problems = new ArrayList<>(seen.problems());
        var found = problems.isEmpty() ? before.find(fields) : new ToldBefore.Found.Nothing();
        if (found instanceof ToldBefore.Found.Wrong) {
            problems.add(new Problem("before", "doors.problem.before"));
        }
        if (!problems.isEmpty()) {
            return sheets.show(HttpStatus.UNPROCESSABLE_CONTENT, "report", page(sheet, seen.fields(), problems));
        }
        var language = sheet.page().language();
        var ticket = codePages.ticket(seen.fields().shown());
        var signs = signals.of(fields, "shown");
        var handed = intake.take(
                language,
                seen.fields().key(),
                new Intake.Coming(ticket, !signs.isEmpty()),
                (sending, code) -> report(language, seen, Signals.raw(fields, signs), sending, code));
        return switch (handed) {
            case Intake.Handed.Accepted accepted -> {
                before.join(accepted.report(), found, ACTOR);
                yield codePages.sent(sheet, ticket, accepted.code(), new CodePages.Ending(false, "", false));
            }
            case Intake.Handed.WithoutCode without -> {
                before.join(without.report(), found, ACTOR);
                yield sheets.show("nocode", sheet);
            }
            case Intake.Handed.Again again -> sheets.show("again", sheet);
        };
    }

    private static NewReport report(
            Language language, SeenReport seen, NewReport.Raw raw, Intake.Sending sending, Optional<IssuedCode> code) {
        return new NewReport(
                Door.PUBLIC_FORM,
                seen.reporter(),
                ACTOR,
                language,
                raw,
                seen.forms(),
                seen.acts(),
                seen.facts(),
                seen.narrative(),
                seen.identity(),
                seen.items(),
                Optional.of(sending.source()),
                Optional.of(sending.key()),
                code);
    }

    private ResponseEntity<byte[]> keep(Sheet sheet, Posted.Unreadable unreadable) {
        intake.keepUnread(Door.PUBLIC_FORM, ACTOR, unreadable);
        return sheets.refuse(sheet.page().language(), PATH, HttpStatus.BAD_REQUEST, unreadable.reason());
    }

    private SeenFields empty() {
        var shown = codePages.begin();
        return new SeenFields("", "", "", "", "", Set.of(), "", "", "", "", "", false, Intake.newKey(), shown);
    }

    private static SeenPage page(Sheet sheet, SeenFields fields, List<Problem> problems) {
        return new SeenPage(
                sheet,
                fields,
                problems,
                choices(sheet, "form", COMMON.stream().map(Form::name)),
                choices(
                        sheet,
                        "form",
                        Stream.of(Form.values())
                                .filter(form -> !COMMON.contains(form))
                                .map(Form::name)),
                choices(sheet, "channel", FactKind.CHANNEL.choices().stream()),
                choices(sheet, "teller", SeenReport.TELLERS.stream()));
    }

    private static List<Choice> choices(Sheet sheet, String field, Stream<String> values) {
        return values.map(value -> new Choice(value, sheet.t("frontdoor.report." + field + "." + value), ""))
                .toList();
    }
}
