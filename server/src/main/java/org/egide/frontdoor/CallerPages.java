package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.egide.frontdoor.view.CallerPage;
import org.egide.frontdoor.view.Choice;
import org.egide.frontdoor.view.ConcernFields;
import org.egide.frontdoor.view.Problem;
import org.egide.frontdoor.view.SeenFields;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.Disguise;
import org.egide.report.Disguises;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.IssuedCode;
import org.egide.report.NewReport;
import org.egide.report.ReceiptCode;
import org.egide.report.Reporter;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A person of the desk writes for somebody who calls (R14): the same questions, the same model. The code is shown once, to be read aloud,
 * and stands for the caller; the words are not shown again (R43.2).
 */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR, Role.COUNSELLOR})
final class CallerPages {
    private static final String PATH = "/desk/caller";

    private static final List<Reporter> CALLERS = List.of(
            Reporter.CHILD,
            Reporter.FRIEND,
            Reporter.PARENT,
            Reporter.CITIZEN,
            Reporter.SCHOOL,
            Reporter.CLUB,
            Reporter.PROFESSIONAL);

    private final Pages pages;
    private final DeskPages deskPages;
    private final Intake intake;
    private final CodePages codePages;
    private final Disguises disguises;
    private final ToldBefore before;

    CallerPages(
            Pages pages,
            DeskPages deskPages,
            Intake intake,
            CodePages codePages,
            Disguises disguises,
            ToldBefore before) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.intake = intake;
        this.codePages = codePages;
        this.disguises = disguises;
        this.before = before;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tab {
        @Bean
        DeskTab callerTab() {
            var roles = Stream.of(Role.ANALYST, Role.SUPERVISOR, Role.COUNSELLOR)
                    .map(Role::name)
                    .collect(Collectors.toUnmodifiableSet());
            return new DeskTab(15, PATH, "caller.tab", "t", roles);
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> open(HttpServletRequest request) {
        var seen = new SeenFields(
                "", "", "", "", "", Set.of(), "", "", "CHILD", "", "", false, Intake.newKey(), codePages.begin());
        var fields = new ConcernFields(seen, "", Set.of(), "", "", "");
        var page = page(request);
        return pages.show(
                "frontdoor/caller.jte",
                view(page, fields, page.language(), List.of()).parameters());
    }

    @PostMapping(PATH)
    ResponseEntity<byte[]> send(HttpServletRequest request, Person viewer) {
        return switch (Posted.read(request)) {
            case Posted.Fields fields -> send(request, viewer, withoutToken(fields));
            case Posted.Unreadable unreadable ->
                throw Refusal.because("unreadable-form", "The form could not be read.");
            case Posted.TooLong tooLong -> throw Refusal.because("too-long", "The form is too long.");
        };
    }

    private ResponseEntity<byte[]> send(HttpServletRequest request, Person viewer, Posted.Fields fields) {
        var page = page(request);
        var language = Language.of(fields.one("language")).orElse(page.language());
        var concern = Concern.of(fields);
        var problems = new java.util.ArrayList<>(concern.problems());
        var found = problems.isEmpty() ? before.find(fields) : new ToldBefore.Found.Nothing();
        if (found instanceof ToldBefore.Found.Wrong) {
            problems.add(new Problem("before", "doors.problem.before"));
        }
        if (!problems.isEmpty()) {
            var again = view(page, concern.fields(fields), language, problems);
            return pages.show(HttpStatus.UNPROCESSABLE_CONTENT, "frontdoor/caller.jte", again.parameters());
        }
        var handed = intake.take(
                language,
                fields.one("key"),
                new Intake.Coming(codePages.ticket(fields.one("shown")), false, true),
                (sending, code) -> report(viewer, language, concern, fields, sending, code));
        return switch (handed) {
            case Intake.Handed.Accepted accepted -> {
                before.join(accepted.report(), found, viewer.actor());
                yield pages.show("frontdoor/caller-code.jte", code(page, accepted.code()));
            }
            case Intake.Handed.WithoutCode without -> {
                before.join(without.report(), found, viewer.actor());
                yield pages.show("frontdoor/caller-code.jte", code(page));
            }
            case Intake.Handed.Again again -> pages.show("frontdoor/caller-code.jte", code(page));
        };
    }

    private static NewReport report(
            Person viewer,
            Language language,
            Concern concern,
            Posted.Fields fields,
            Intake.Sending sending,
            Optional<IssuedCode> code) {
        return new NewReport(
                Door.CALLER,
                caller(fields.one("teller")),
                viewer.actor(),
                language,
                new NewReport.Raw(fields.bytes(), Posted.MEDIA_TYPE),
                concern.seen().forms(),
                concern.seen().acts(),
                concern.facts(),
                concern.seen().narrative(),
                concern.identity(fields),
                concern.seen().items(),
                Optional.of(sending.source()),
                Optional.of(sending.key()),
                code);
    }

    private static Reporter caller(String name) {
        return CALLERS.stream()
                .filter(reporter -> reporter.name().equals(name))
                .findFirst()
                .orElse(Reporter.CITIZEN);
    }

    /** The form without the token of the session, which is nobody's report. */
    private static Posted.Fields withoutToken(Posted.Fields fields) {
        var kept = Arrays.stream(new String(fields.bytes(), StandardCharsets.ISO_8859_1).split("&", -1))
                .filter(pair -> !pair.startsWith("csrf="))
                .collect(Collectors.joining("&"));
        return new Posted.Fields(kept.getBytes(StandardCharsets.ISO_8859_1), fields.values());
    }

    private DeskPage page(HttpServletRequest request) {
        return deskPages.page(request, "caller.title", PATH);
    }

    private java.util.Map<String, Object> code(DeskPage page, ReceiptCode code) {
        // Figures are the easiest to say and to write down at a telephone.
        return java.util.Map.of("page", page, "words", disguises.show(code, Disguise.DIGITS, page.language()));
    }

    private static java.util.Map<String, Object> code(DeskPage page) {
        return java.util.Map.of("page", page, "words", List.of());
    }

    private static CallerPage view(DeskPage page, ConcernFields fields, Language language, List<Problem> problems) {
        return new CallerPage(
                page,
                fields,
                language,
                problems,
                choices(page, "reporter.", CALLERS.stream().map(Reporter::name)),
                choices(page, "form.", Arrays.stream(Form.values()).map(Form::name)),
                choices(page, "fact.CHILD_AGE.", FactKind.CHILD_AGE.choices().stream()),
                choices(page, "fact.CHANNEL.", FactKind.CHANNEL.choices().stream()),
                choices(page, "fact.EXPOSED.", Concern.markers()),
                choices(page, "fact.WISH.", FactKind.WISH.choices().stream()));
    }

    private static List<Choice> choices(DeskPage page, String key, Stream<String> values) {
        return values.map(value -> new Choice(value, page.t(key + value), "")).toList();
    }
}
