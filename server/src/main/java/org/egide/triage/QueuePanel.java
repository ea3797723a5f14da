package org.egide.triage;

import java.util.Map;
import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/** Why a report stands where it stands, by when, in whose hands, and what its material turned out to be. */
@Component
final class QueuePanel implements ReportPanel {
    private final Queue queue;
    private final Looks looks;
    private final Pages pages;

    QueuePanel(Queue queue, Looks looks, Pages pages) {
        this.queue = queue;
        this.looks = looks;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        return queue.find(viewer, report.id())
                .map(row -> pages.render(
                        "triage/panel.jte",
                        Map.of("page", page, "viewer", viewer, "row", row, "looks", looks.of(report.id()))));
    }
}
