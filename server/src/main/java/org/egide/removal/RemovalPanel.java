package org.egide.removal;

import java.util.Map;
import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.report.Step;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** The copies of a report with their history, on its page. */
@Component
final class RemovalPanel implements ReportPanel {
    private final Ledger ledger;
    private final Pages pages;

    RemovalPanel(Ledger ledger, Pages pages) {
        this.ledger = ledger;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        var mayAct = viewer.is(Role.ANALYST) || viewer.is(Role.SUPERVISOR);
        if (!mayAct || report.step() == Step.RECEIVED || report.step() == Step.IN_HANDS) {
            return Optional.empty();
        }
        var copies = ledger.ofReport(page, report.id());
        return copies.isEmpty()
                ? Optional.empty()
                : Optional.of(pages.render("removal/panel.jte", Map.of("page", page, "copies", copies)));
    }
}
