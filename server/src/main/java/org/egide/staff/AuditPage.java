package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.audit.AuditTrail;
import org.egide.audit.AuditVerifier;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The record of who did what, for those who watch over the desk (R75.o3). Reading it is recorded too. */
@Controller
@ForStaff({Role.OVERSEER, Role.SUPERVISOR})
final class AuditPage {
    private static final String PATH = "/desk/audit";
    private static final int ROWS = 100;

    private final Pages pages;
    private final DeskPages deskPages;
    private final AuditTrail trail;
    private final AuditVerifier verifier;
    private final Transaction transaction;
    private final Audit audit;

    AuditPage(
            Pages pages,
            DeskPages deskPages,
            AuditTrail trail,
            AuditVerifier verifier,
            Transaction transaction,
            Audit audit) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.trail = trail;
        this.verifier = verifier;
        this.transaction = transaction;
        this.audit = audit;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tab {
        @Bean
        DeskTab auditTab() {
            return new DeskTab(90, PATH, "staff.tab.audit", "a", Set.of(Role.OVERSEER.name(), Role.SUPERVISOR.name()));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> read(
            HttpServletRequest request,
            Person viewer,
            @RequestParam(defaultValue = "staff") String stream,
            @RequestParam(defaultValue = "9223372036854775807") long before) {
        var streams = trail.streams();
        if (!streams.isEmpty() && !streams.contains(stream)) {
            throw Refusal.notFound();
        }
        var rows = transaction.in(() -> {
            audit.record(AuditEntry.of(viewer.actor(), "staff.audit-read", "stream:" + stream));
            return trail.page(stream, before, ROWS);
        });
        return page(request, streams, stream, rows, List.of());
    }

    @PostMapping("/desk/audit/check")
    ResponseEntity<byte[]> check(HttpServletRequest request, Person viewer) {
        var findings = transaction.in(() -> {
            audit.record(AuditEntry.of(viewer.actor(), "staff.audit-checked", "stream:all"));
            return verifier.verify();
        });
        return page(request, trail.streams(), "", List.of(), findings);
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request,
            List<String> streams,
            String stream,
            List<AuditTrail.Row> rows,
            List<AuditVerifier.Finding> findings) {
        var earlier = rows.size() == ROWS ? rows.getLast().sequence() : 0L;
        return pages.show(
                "staff/audit.jte",
                Map.of(
                        "page", deskPages.page(request, "staff.audit.title", PATH),
                        "streams", streams,
                        "stream", stream,
                        "rows", rows,
                        "earlier", earlier,
                        "findings", findings));
    }
}
