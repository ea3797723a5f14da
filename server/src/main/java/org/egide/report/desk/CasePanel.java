package org.egide.report.desk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.report.Cases;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.Moves;
import org.egide.report.ReportPanel;
import org.egide.report.ReportSummary;
import org.egide.report.Reports;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/**
 * One event, one case (R75.m1): the other reports of the case, the forms to join and to take a joining back, and to move what was put
 * at the wrong door (R39.3). Where a marker says that the child is easier to harm, the ways of support stand first (R9.3).
 */
@Component
final class CasePanel implements ReportPanel {
    private final Cases cases;
    private final Moves moves;
    private final Reports reports;
    private final Pages pages;

    CasePanel(Cases cases, Moves moves, Reports reports, Pages pages) {
        this.cases = cases;
        this.moves = moves;
        this.reports = reports;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 25;
    }

    @Override
    public Optional<String> render(DeskPage page, Person viewer, ReportSummary report) {
        var door = moves.doorOf(report);
        var parameters = new HashMap<String, Object>();
        parameters.put("page", page);
        parameters.put("report", report);
        parameters.put("others", cases.others(viewer, report.id()));
        parameters.put("joinings", cases.joinings(viewer, report.id()));
        parameters.put("door", door);
        parameters.put("doors", doors(door));
        parameters.put("exposed", exposed(report));
        return Optional.of(pages.render("report/case.jte", Map.copyOf(parameters)));
    }

    private static List<Door> doors(Door at) {
        return at.movable()
                ? Arrays.stream(new Door[] {Door.PUBLIC_FORM, Door.ADVICE, Door.COMPLAINT})
                        .filter(door -> door != at)
                        .toList()
                : List.of();
    }

    private List<String> exposed(ReportSummary report) {
        return reports.facts(report.id()).stream()
                .filter(fact -> fact.kind() == FactKind.EXPOSED && !fact.value().equals(FactKind.UNKNOWN))
                .map(fact -> fact.value())
                .distinct()
                .toList();
    }
}
