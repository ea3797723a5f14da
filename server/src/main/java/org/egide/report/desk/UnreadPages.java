package org.egide.report.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.Quarantine;
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

/** What came in and could not be read as a report: kept whole, looked at by a person, settled with a note. */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class UnreadPages {
    private static final String PATH = "/desk/unread";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Reports reports;
    private final Quarantine quarantine;

    UnreadPages(Pages pages, DeskPages deskPages, Reports reports, Quarantine quarantine) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.reports = reports;
        this.quarantine = quarantine;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tab {
        @Bean
        DeskTab unreadTab() {
            return new DeskTab(30, PATH, "report.tab.unread", "u", Set.of(Role.ANALYST.name(), Role.SUPERVISOR.name()));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> list(HttpServletRequest request, Person viewer) {
        return page(request, viewer, Optional.empty(), Optional.empty());
    }

    @PostMapping(PATH + "/{id}/read")
    ResponseEntity<byte[]> read(
            HttpServletRequest request,
            Person viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason) {
        var submission = id(id);
        var raw = reports.readUnread(viewer, submission, Reason.of(reason).code());
        return page(request, viewer, Optional.of(submission), Optional.of(RawView.of(raw)));
    }

    @PostMapping(PATH + "/{id}/handled")
    ResponseEntity<byte[]> handled(
            Person viewer, @PathVariable String id, @RequestParam(defaultValue = "") String note) {
        reports.handleUnread(viewer, id(id), note);
        return ResponseEntity.status(303).header("Location", PATH).body(new byte[0]);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, Person viewer, Optional<UUID> opened, Optional<RawView> raw) {
        return pages.show(
                "report/unread.jte",
                Map.of(
                        "page", deskPages.page(request, "report.unread.title", PATH),
                        "unread", reports.unread(viewer),
                        "opened", opened.map(UUID::toString).orElse(""),
                        "raw", raw,
                        "quarantined", quarantine.waiting(viewer)));
    }
}
