package org.egide.report.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.Cases;
import org.egide.report.Door;
import org.egide.report.Moves;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Joining what tells of one event, taking it back, moving between doors; and what waits beside the queue: questions and complaints. */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class CasePages {
    private static final String BESIDE = "/desk/beside";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Reports reports;
    private final Cases cases;
    private final Moves moves;

    CasePages(Pages pages, DeskPages deskPages, Reports reports, Cases cases, Moves moves) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.reports = reports;
        this.cases = cases;
        this.moves = moves;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tab {
        @Bean
        DeskTab besideTab() {
            return new DeskTab(32, BESIDE, "case.tab.beside", "b", Set.of(Role.ANALYST.name(), Role.SUPERVISOR.name()));
        }
    }

    /** Questions, for everybody who handles reports; complaints, for supervisors. */
    @GetMapping(BESIDE)
    ResponseEntity<byte[]> beside(HttpServletRequest request, Person viewer) {
        var complaints = viewer.is(Role.SUPERVISOR) ? Set.of(Door.ADVICE, Door.COMPLAINT) : Set.of(Door.ADVICE);
        return pages.show(
                "report/beside.jte",
                Map.of(
                        "page", deskPages.page(request, "case.beside.title", BESIDE),
                        "reports", moves.at(viewer, complaints),
                        "moves", moves));
    }

    @PostMapping("/desk/reports/{id}/join")
    ResponseEntity<byte[]> join(
            Person viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(defaultValue = "") String reason) {
        var other = reports.byReference(viewer, reference.strip()).orElseThrow(Refusal::notFound);
        var report = reports.find(viewer, ReportId.of(id));
        if (other.id().equals(report.id())) {
            throw Refusal.because("same-report", "This is the same report.");
        }
        cases.join(viewer, report.id(), other.id(), reason);
        return back(report.id());
    }

    @PostMapping("/desk/reports/{id}/unjoin")
    ResponseEntity<byte[]> unjoin(
            Person viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String joining,
            @RequestParam(defaultValue = "") String reason) {
        var report = reports.find(viewer, ReportId.of(id));
        try {
            cases.undo(viewer, report.id(), UUID.fromString(joining), reason);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
        return back(report.id());
    }

    @PostMapping("/desk/reports/{id}/move")
    ResponseEntity<byte[]> move(
            Person viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String door,
            @RequestParam(defaultValue = "") String reason) {
        var report = reports.find(viewer, ReportId.of(id));
        var to = Arrays.stream(Door.values())
                .filter(one -> one.name().equals(door))
                .findFirst()
                .orElseThrow(() -> Refusal.because("unknown-door", "There is no such door."));
        moves.move(viewer, report.id(), to, reason);
        // Who sends something to the complaints may not see it there.
        return to == Door.COMPLAINT && !viewer.is(Role.SUPERVISOR) ? to(BESIDE) : back(report.id());
    }

    private static ResponseEntity<byte[]> back(ReportId report) {
        return to("/desk/reports/" + report);
    }

    private static ResponseEntity<byte[]> to(String path) {
        return ResponseEntity.status(303).header("Location", path).body(new byte[0]);
    }
}
