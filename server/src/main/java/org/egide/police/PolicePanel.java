package org.egide.police;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.report.Reports;
import org.egide.report.Step;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** The referrals of a report on its page, and the form to propose one once it was found unlawful. */
@Component
final class PolicePanel implements ReportPanel {
    private final ReferralBoard board;
    private final Reports reports;
    private final Pages pages;

    PolicePanel(ReferralBoard board, Reports reports, Pages pages) {
        this.board = board;
        this.reports = reports;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        var mayAct = viewer.is(Role.ANALYST) || viewer.is(Role.SUPERVISOR);
        var unlawful =
                reports.statusOf(report.id()).lines().stream().anyMatch(line -> line.step() == Step.ASSESSED_UNLAWFUL);
        if (!mayAct || !unlawful) {
            return Optional.empty();
        }
        return Optional.of(pages.render(
                "police/panel.jte",
                Map.of(
                        "page", page,
                        "report", report.id().toString(),
                        "referrals", board.ofReport(page, viewer, report.id()),
                        "units", board.reachable(),
                        "kinds",
                                Arrays.stream(ReferralKind.values())
                                        .map(Enum::name)
                                        .toList())));
    }
}
