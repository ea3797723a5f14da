package org.egide.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.audit.AuditTrail;
import org.egide.audit.AuditVerifier;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.springframework.beans.factory.ObjectProvider;
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
    private static final int READ = 500;
    private static final int DEEPEST = 100_000;

    private final Pages pages;
    private final DeskPages deskPages;
    private final AuditTrail trail;
    private final AuditVerifier verifier;
    private final Transaction transaction;
    private final Audit audit;
    private final ObjectProvider<Veil> veils;

    AuditPage(
            Pages pages,
            DeskPages deskPages,
            AuditTrail trail,
            AuditVerifier verifier,
            Transaction transaction,
            Audit audit,
            ObjectProvider<Veil> veils) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.trail = trail;
        this.verifier = verifier;
        this.transaction = transaction;
        this.audit = audit;
        this.veils = veils;
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
            @RequestParam(defaultValue = "0") int skip) {
        var streams = trail.streams();
        if (!streams.isEmpty() && !streams.contains(stream)) {
            throw Refusal.notFound();
        }
        var rows = transaction.in(() -> {
            audit.record(AuditEntry.of(viewer.actor(), "staff.audit-read", "stream:" + stream));
            return rows(viewer, stream, Math.clamp(skip, 0, DEEPEST));
        });
        return page(request, streams, stream, rows, skip, List.of());
    }

    /**
     * What this person may see, {@code skip} rows on. Counted in rows that they see and not by number: a gap would count what is hidden
     * from them (R11 of front-door-and-care).
     */
    private List<AuditTrail.Row> rows(Person viewer, String stream, int skip) {
        var hiding = veils.stream()
                .map(veil -> veil.hiding(viewer))
                .reduce(Predicate::or)
                .orElse(row -> false);
        var seen = new ArrayList<AuditTrail.Row>();
        for (var before = Long.MAX_VALUE; seen.size() < skip + ROWS; ) {
            var read = trail.page(stream, before, READ);
            read.stream().filter(hiding.negate()).forEach(seen::add);
            if (read.size() < READ) {
                break;
            }
            before = read.getLast().sequence();
        }
        return List.copyOf(seen.subList(Math.min(skip, seen.size()), Math.min(skip + ROWS, seen.size())));
    }

    @PostMapping("/desk/audit/check")
    ResponseEntity<byte[]> check(HttpServletRequest request, Person viewer) {
        var findings = transaction.in(() -> {
            audit.record(AuditEntry.of(viewer.actor(), "staff.audit-checked", "stream:all"));
            return verifier.verify();
        });
        return page(request, trail.streams(), "", List.of(), 0, findings);
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request,
            List<String> streams,
            String stream,
            List<AuditTrail.Row> rows,
            int skip,
            List<AuditVerifier.Finding> findings) {
        var earlier = rows.size() == ROWS ? skip + ROWS : 0;
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
