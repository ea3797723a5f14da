package org.egide.report.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.egide.platform.Transaction;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.report.Quarantine;
import org.egide.report.QuarantineId;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What lies in quarantine, for specialists alone (R10 of front-door-and-care): a list without any picture. Looking is a form with a reason
 * and a recent proof of who one is; the answer is a still drawn anew, small, grey and blurred. Films and other files are never
 * played or handed out here.
 */
@Controller
@ForStaff(value = Role.SPECIALIST, again = true)
final class QuarantinePages {
    private static final String PATH = "/desk/quarantine";

    private final Pages pages;
    private final DeskPages deskPages;
    private final Quarantine quarantine;
    private final PictureRendering rendering;
    private final Transaction transaction;

    QuarantinePages(
            Pages pages,
            DeskPages deskPages,
            Quarantine quarantine,
            PictureRendering rendering,
            Transaction transaction) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.quarantine = quarantine;
        this.rendering = rendering;
        this.transaction = transaction;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tab {
        @Bean
        DeskTab quarantineTab() {
            return new DeskTab(35, PATH, "report.tab.quarantine", "z", Set.of(Role.SPECIALIST.name()));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> list(HttpServletRequest request, Person viewer) {
        return pages.show(
                "report/quarantine.jte",
                Map.of(
                        "page", deskPages.page(request, "report.quarantine.title", PATH),
                        "held", quarantine.of(viewer)));
    }

    /** Form: {@code reason}. What cannot be drawn ({@code no-picture}) was not seen, so nothing is recorded. */
    @PostMapping(PATH + "/{id}/look")
    ResponseEntity<byte[]> look(
            Person viewer, @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        var why = Reason.of(reason).code();
        var still = transaction.in(
                () -> rendering.render(quarantine.open(viewer, QuarantineId.of(id), why), Looks.Detail.REDUCED));
        return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(still);
    }

    /** Form: {@code reason}. */
    @PostMapping(PATH + "/{id}/destroy")
    ResponseEntity<Void> destroy(
            Person viewer, @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        quarantine.destroy(viewer, QuarantineId.of(id), Reason.of(reason).code());
        return ResponseEntity.status(303).header("Location", PATH).build();
    }
}
