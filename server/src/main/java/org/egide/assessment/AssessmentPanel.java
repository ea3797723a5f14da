package org.egide.assessment;

import java.util.Map;
import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/** Where the assessment of a report stands for this person, with the way to the sheet. */
@Component
final class AssessmentPanel implements ReportPanel {
    private final Assessments assessments;
    private final Pages pages;

    AssessmentPanel(Assessments assessments, Pages pages) {
        this.assessments = assessments;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        return Optional.of(pages.render(
                "assessment/panel.jte",
                Map.of("page", page, "report", report, "sheet", assessments.view(viewer, report.id()))));
    }
}
