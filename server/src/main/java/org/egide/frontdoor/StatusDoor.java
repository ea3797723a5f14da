package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.StatusAsk;
import org.egide.frontdoor.view.StatusPage;
import org.egide.platform.Language;
import org.egide.platform.web.Anyone;
import org.egide.report.Reports;
import org.egide.report.StatusView;
import org.egide.report.Step;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Coming back with a code (R54.2): what happened, who knows, what comes next. Every code that opens nothing gets the same bytes,
 * and what was typed is never shown again.
 */
@RestController
@Anyone(why = "the code alone opens the status; nobody has an account")
final class StatusDoor {
    private static final String PATH = "/status";

    private final Sheets sheets;
    private final ComingBack comingBack;
    private final Tick tick;
    private final Reports reports;

    StatusDoor(Sheets sheets, ComingBack comingBack, Tick tick, Reports reports) {
        this.sheets = sheets;
        this.comingBack = comingBack;
        this.tick = tick;
        this.reports = reports;
    }

    @GetMapping("/{language:" + Language.CODES + "}/status")
    ResponseEntity<byte[]> ask(@PathVariable String language) {
        return sheets.show("status", new StatusAsk(sheet(language), StatusAsk.Said.NOTHING));
    }

    @PostMapping("/{language:" + Language.CODES + "}/status")
    ResponseEntity<byte[]> look(@PathVariable String language, HttpServletRequest request) {
        var sheet = sheet(language);
        return tick.after(() -> switch (Posted.read(request)) {
            case Posted.Fields fields -> look(sheet, fields);
            case Posted.Unreadable unreadable -> look(sheet, "");
            case Posted.TooLong tooLong -> look(sheet, "");
        });
    }

    private ResponseEntity<byte[]> look(Sheet sheet, Posted.Fields fields) {
        return comingBack.step(sheet, fields).orElseGet(() -> look(sheet, fields.one("code")));
    }

    private ResponseEntity<byte[]> look(Sheet sheet, String typed) {
        return comingBack.look(
                sheet,
                typed,
                back -> back.report().map(report -> sheets.show("timeline", page(sheet, reports.statusOf(report)))));
    }

    private Sheet sheet(String language) {
        return sheets.quiet(Sheets.language(language), PATH);
    }

    static StatusPage page(Sheet sheet, StatusView status) {
        var child = status.reporter().isChild();
        var days = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(sheet.page().language().locale());
        var lines = status.lines().stream()
                .map(line -> new StatusPage.Line(
                        line.day().format(days), line.day().toString(), sentence(sheet, line, child)))
                .toList();
        return new StatusPage(
                sheet,
                status.reference(),
                lines,
                knowing(sheet, status, child),
                next(sheet, status, child),
                child,
                status.closed());
    }

    private static String sentence(Sheet sheet, StatusView.Line line, boolean child) {
        var closing = "status." + line.step() + "." + line.reason();
        var known = line.step() == Step.CLOSED
                && !line.reason().isBlank()
                && sheet.page().has(closing);
        return said(sheet, known ? closing : "status." + line.step(), child);
    }

    private static List<String> knowing(Sheet sheet, StatusView status, boolean child) {
        var steps = status.lines().stream().map(StatusView.Line::step).collect(Collectors.toSet());
        var knowing = new ArrayList<String>();
        knowing.add(said(sheet, "status.knows.desk", child));
        if (steps.contains(Step.REMOVAL_ASKED) || steps.contains(Step.COPY_GONE)) {
            knowing.add(said(sheet, "status.knows.host", child));
        }
        if (steps.contains(Step.SENT_TO_POLICE) || steps.contains(Step.POLICE_HAS_IT)) {
            knowing.add(said(sheet, "status.knows.police", child));
        }
        knowing.add(said(sheet, "status.knows.not", child));
        return knowing;
    }

    private static String next(Sheet sheet, StatusView status, boolean child) {
        var last = status.lines().isEmpty()
                ? Step.RECEIVED
                : status.lines().getLast().step();
        return said(sheet, "status.next." + (status.closed() ? Step.CLOSED : last), child);
    }

    private static String said(Sheet sheet, String key, boolean child) {
        return sheet.t(child && sheet.page().has(key + ".child") ? key + ".child" : key);
    }
}
