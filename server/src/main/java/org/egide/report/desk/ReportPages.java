package org.egide.report.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.Map;
import org.egide.platform.Refusal;
import org.egide.platform.web.Pages;
import org.egide.report.Cases;
import org.egide.report.ReportId;
import org.egide.report.ReportPanel;
import org.egide.report.Reports;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One report on the desk. Looking at it shows coded facts only; each sealed part opens by a form with a reason, is audited and
 * stands on that one answer.
 */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class ReportPages {
    private final Pages pages;
    private final DeskPages deskPages;
    private final Reports reports;
    private final Cases cases;
    private final SealedParts sealed;
    private final ObjectProvider<ReportPanel> panels;

    ReportPages(
            Pages pages,
            DeskPages deskPages,
            Reports reports,
            Cases cases,
            SealedParts sealed,
            ObjectProvider<ReportPanel> panels) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.reports = reports;
        this.cases = cases;
        this.sealed = sealed;
        this.panels = panels;
    }

    @GetMapping("/desk/reports/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, Person viewer, @PathVariable String id) {
        return page(request, viewer, ReportId.of(id), Opened.nothing());
    }

    /** From the short name that people use to the report. */
    @GetMapping("/desk/reports")
    ResponseEntity<byte[]> find(Person viewer, @RequestParam String reference) {
        var found = reports.byReference(viewer, reference.strip()).orElseThrow(Refusal::notFound);
        return ResponseEntity.status(303)
                .header("Location", "/desk/reports/" + found.id())
                .body(new byte[0]);
    }

    @PostMapping("/desk/reports/{id}/{part:narrative|identity|items|raw}")
    ResponseEntity<byte[]> open(
            HttpServletRequest request,
            Person viewer,
            @PathVariable String id,
            @PathVariable String part,
            @RequestParam(defaultValue = "") String reason) {
        var report = ReportId.of(id);
        var why = Reason.of(reason).code();
        var opened = switch (part) {
            case "narrative" -> Opened.narrative(reports.readNarrative(viewer, report, why));
            case "identity" -> Opened.identity(reports.readIdentity(viewer, report, why));
            case "items" -> Opened.items(reports.readItems(viewer, report, why));
            case "raw" -> Opened.raw(RawView.of(reports.readRaw(viewer, report, why)));
            default -> throw Refusal.notFound();
        };
        return page(request, viewer, report, opened);
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, Person viewer, ReportId id, Opened opened) {
        var report = reports.find(viewer, id);
        var page = deskPages.page(request, "report.title", "/desk/queue");
        var shown = panels.stream()
                .sorted(Comparator.comparingInt(ReportPanel::order))
                .flatMap(panel -> panel.render(page, viewer, report).stream())
                .toList();
        return pages.show(
                "report/report.jte",
                Map.of(
                        "page", page,
                        "report", report,
                        "facts", reports.facts(id),
                        "status", cases.progressOf(id),
                        "inventory", sealed.of(id),
                        "opened", opened,
                        "panels", shown));
    }
}
