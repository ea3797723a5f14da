package org.egide.fingerprints;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A child's own hashes on the page of their report, and the form by which a person says that one belongs on a list
 * ({@code POST /desk/own-hashes/{id}/assent}: {@code list}, {@code csrf}; answered with 303).
 */
@Controller
@ForStaff({Role.ANALYST, Role.SUPERVISOR})
final class OwnPages implements ReportPanel {
    private final OwnAssents assents;
    private final FingerprintLists lists;
    private final Pages pages;

    OwnPages(OwnAssents assents, FingerprintLists lists, Pages pages) {
        this.assents = assents;
        this.lists = lists;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 35;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        var own = assents.of(viewer, report.id());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        var verified = lists.lists(viewer).stream().filter(ListView::verified).toList();
        return Optional.of(pages.render("fingerprints/own.jte", Map.of("page", page, "own", own, "lists", verified)));
    }

    @PostMapping("/desk/own-hashes/{id}/assent")
    ResponseEntity<Void> assent(Person viewer, @PathVariable String id, @RequestParam String list) {
        var report = assents.assent(viewer, idOf(id), ListId.of(list));
        return ResponseEntity.status(303)
                .header("Location", "/desk/reports/" + report)
                .build();
    }

    private static UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound();
        }
    }
}
