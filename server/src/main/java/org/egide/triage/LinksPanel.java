package org.egide.triage;

import java.util.Map;
import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/** What a report has in common with others, with the forms to undo a link and put it back. */
@Component
final class LinksPanel implements ReportPanel {
    private final Links links;
    private final Pages pages;

    LinksPanel(Links links, Pages pages) {
        this.links = links;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        var found = links.of(viewer, report.id());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        pages.render("triage/links.jte", Map.of("page", page, "report", report.id(), "links", found)));
    }
}
