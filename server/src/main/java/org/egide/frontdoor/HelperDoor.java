package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.egide.audit.Actor;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.ConcernFields;
import org.egide.frontdoor.view.ConcernPage;
import org.egide.frontdoor.view.DoorsPage;
import org.egide.frontdoor.view.HandedPage;
import org.egide.frontdoor.view.Problem;
import org.egide.frontdoor.view.SeenFields;
import org.egide.frontdoor.view.Sheet;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.IssuedCode;
import org.egide.report.NewReport;
import org.egide.report.ReceiptCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The doors for those who are not the child: parent or carer, school, sports club, professional; and, from the same place, for a
 * question and for a complaint about a service (R14, R39.3, R56.1, R60.2, GP13.1). Each asks little and answers with advice at once.
 * What was sent is never shown to the sender again (R43.2).
 */
@RestController
@Anyone(why = "whoever worries about a child, asks or complains may do so without an account")
final class HelperDoor {
    private static final String LANGUAGE = "/{language:" + Language.CODES + "}";

    /** What helpers most often see; none is left out of the record, since their words are read. */
    static final List<Form> COMMON = List.of(
            Form.GROOMING,
            Form.SEXUAL_EXTORTION,
            Form.NON_CONSENSUAL_SHARING,
            Form.UNWANTED_CONTENT_TO_CHILD,
            Form.HARMFUL_BEHAVIOUR_BY_CHILD,
            Form.CONTACT_ABUSE,
            Form.WORRY);

    private final Sheets sheets;
    private final Intake intake;
    private final Signals signals;
    private final CodePages codePages;
    private final ToldBefore before;

    HelperDoor(Sheets sheets, Intake intake, Signals signals, CodePages codePages, ToldBefore before) {
        this.sheets = sheets;
        this.intake = intake;
        this.signals = signals;
        this.codePages = codePages;
        this.before = before;
    }

    /** All doors on one page. */
    @GetMapping(LANGUAGE + "/doors")
    ResponseEntity<byte[]> doors(@PathVariable String language) {
        var sheet = sheets.quiet(Sheets.language(language), "/doors");
        var told = Stream.concat(
                        Stream.of(
                                entry(sheet, "/talk", "bubble-heart", "doors.CHILD"),
                                entry(sheet, "/report", "eye", "doors.CITIZEN")),
                        Arrays.stream(Teller.values())
                                .filter(Teller::aboutChild)
                                .map(teller -> entry(sheet, teller.path(), teller.picture(), "doors." + teller)))
                .toList();
        var beside = List.of(
                entry(sheet, "/advice", "umbrella", "doors.ADVICE"),
                entry(sheet, Teller.QUESTION.path(), Teller.QUESTION.picture(), "doors.QUESTION"),
                entry(sheet, Teller.COMPLAINT.path(), Teller.COMPLAINT.picture(), "doors.COMPLAINT"),
                entry(sheet, "/status", "key", "doors.RETURN"));
        return sheets.show("doors", new DoorsPage(sheet, told, beside));
    }

    private static DoorsPage.Entry entry(Sheet sheet, String path, String picture, String key) {
        return new DoorsPage.Entry(path, picture, sheet.t(key), sheet.t(key + ".more"));
    }

    @GetMapping({LANGUAGE + "/report/{who}", LANGUAGE + "/{who:ask|complaint}"})
    ResponseEntity<byte[]> open(@PathVariable String language, @PathVariable String who) {
        var teller = teller(who);
        var sheet = sheet(language, teller);
        return intake.open() ? sheets.show("concern", page(sheet, teller, empty(), List.of())) : intake.closed(sheet);
    }

    @PostMapping({LANGUAGE + "/report/{who}", LANGUAGE + "/{who:ask|complaint}"})
    ResponseEntity<byte[]> send(@PathVariable String language, @PathVariable String who, HttpServletRequest request) {
        var teller = teller(who);
        var sheet = sheet(language, teller);
        return switch (Posted.read(request)) {
            case Posted.Fields fields -> send(sheet, teller, fields);
            case Posted.Unreadable unreadable -> {
                intake.keepUnread(teller.door(), actor(teller), unreadable);
                yield sheets.refuse(
                        sheet.page().language(), teller.path(), HttpStatus.BAD_REQUEST, unreadable.reason());
            }
            case Posted.TooLong tooLong ->
                sheets.refuse(sheet.page().language(), teller.path(), HttpStatus.CONTENT_TOO_LARGE, "too-long");
        };
    }

    private static Teller teller(String who) {
        return Teller.at("/report/" + who).or(() -> Teller.at("/" + who)).orElseThrow(Refusal::notFound);
    }

    private Sheet sheet(String language, Teller teller) {
        return sheets.open(Sheets.language(language), teller.path(), teller.key("title"));
    }

    private ResponseEntity<byte[]> send(Sheet sheet, Teller teller, Posted.Fields fields) {
        if (!intake.takesWords()) {
            return intake.closed(sheet);
        }
        var concern = Concern.of(fields);
        var problems = new java.util.ArrayList<>(concern.problems());
        var found = problems.isEmpty() ? before.find(fields) : new ToldBefore.Found.Nothing();
        if (found instanceof ToldBefore.Found.Wrong) {
            problems.add(new Problem("before", "doors.problem.before"));
        }
        if (!problems.isEmpty()) {
            return sheets.show(
                    HttpStatus.UNPROCESSABLE_CONTENT, "concern", page(sheet, teller, concern.fields(fields), problems));
        }
        var language = sheet.page().language();
        var signs = signals.of(fields, "shown");
        var raw = Signals.raw(fields, signs);
        var handed = intake.take(
                language,
                fields.one("key"),
                new Intake.Coming(codePages.ticket(fields.one("shown")), !signs.isEmpty()),
                (sending, code) -> report(teller, language, concern, fields, raw, sending, code));
        return switch (handed) {
            case Intake.Handed.Accepted accepted -> {
                var joined = before.join(accepted.report(), found, actor(teller));
                yield sheets.show("handed", handed(sheet, teller, accepted.code(), joined));
            }
            case Intake.Handed.WithoutCode without -> {
                before.join(without.report(), found, actor(teller));
                yield sheets.show("nocode", sheet);
            }
            case Intake.Handed.Again again -> sheets.show("again", sheet);
        };
    }

    private NewReport report(
            Teller teller,
            Language language,
            Concern concern,
            Posted.Fields fields,
            NewReport.Raw raw,
            Intake.Sending sending,
            Optional<IssuedCode> code) {
        var about = teller.aboutChild();
        return new NewReport(
                teller.door(),
                teller.reporter(),
                actor(teller),
                language,
                raw,
                about ? concern.seen().forms() : Set.of(),
                about ? concern.seen().acts() : Set.of(),
                concern.facts(),
                concern.seen().narrative(),
                concern.identity(fields),
                concern.seen().items(),
                Optional.of(sending.source()),
                Optional.of(sending.key()),
                code);
    }

    private static Actor actor(Teller teller) {
        return Actor.reporter(teller.path().substring(1));
    }

    private HandedPage handed(Sheet sheet, Teller teller, ReceiptCode code, boolean joined) {
        return new HandedPage(
                sheet,
                teller.name(),
                codePages.words(sheet, code),
                teller.next().stream().map(sheet::t).toList(),
                intake.promise(sheet),
                joined);
    }

    private ConcernFields empty() {
        var seen = new SeenFields(
                "", "", "", "", "", Set.of(), "", "", "", "", "", false, Intake.newKey(), codePages.begin());
        return new ConcernFields(seen, "", Set.of(), "", "", "");
    }

    private static ConcernPage page(Sheet sheet, Teller teller, ConcernFields fields, List<Problem> problems) {
        return new ConcernPage(
                sheet,
                teller.name(),
                teller.path(),
                teller.aboutChild(),
                fields,
                problems,
                choices(sheet, "frontdoor.report.form.", COMMON.stream().map(Form::name)),
                choices(sheet, "fact.CHILD_AGE.", FactKind.CHILD_AGE.choices().stream()),
                choices(sheet, "frontdoor.report.channel.", FactKind.CHANNEL.choices().stream()),
                choices(sheet, "doors.exposed.", Concern.markers()));
    }

    static List<Choice> choices(Sheet sheet, String key, Stream<String> values) {
        return values.map(value -> new Choice(value, sheet.t(key + value), "")).toList();
    }
}
