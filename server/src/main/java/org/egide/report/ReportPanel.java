package org.egide.report;

import java.util.Optional;
import org.egide.platform.web.DeskPage;
import org.egide.staff.Person;

/**
 * What a module shows on the desk's page of a report. A module contributes a bean of this type; the page asks each in order. So
 * a new action module appears on the page without touching this one.
 */
public interface ReportPanel {
    /** Place on the page: assessment 10, links 20, files 30, removal 40, police 50, history 90. */
    int order();

    /** The rendered panel ({@code <section class="panel">...}), or nothing when it has nothing to say to this person. */
    Optional<String> render(DeskPage page, Person viewer, ReportSummary report);
}
