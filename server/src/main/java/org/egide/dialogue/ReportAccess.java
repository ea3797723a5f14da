package org.egide.dialogue;

import java.util.Optional;
import org.egide.platform.AgeBand;
import org.egide.platform.Refusal;
import org.egide.report.FactKind;
import org.egide.report.ReportId;
import org.egide.report.ReportSummary;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.report.Subject;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** A report is read and answered by those of its desk who assess or decide. */
@Component
final class ReportAccess implements SubjectAccess {
    private final Reports reports;

    ReportAccess(Reports reports) {
        this.reports = reports;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.REPORT;
    }

    @Override
    public boolean allows(Person viewer, Subject subject) {
        return (viewer.is(Role.ANALYST) || viewer.is(Role.SUPERVISOR)) && finds(viewer, subject);
    }

    /** By the one rule of the record: its desk, and no wall between them (R11). */
    private boolean finds(Person viewer, Subject subject) {
        try {
            return reports.find(viewer, new ReportId(subject.id())).id().value().equals(subject.id());
        } catch (Refusal nothingThere) {
            return false;
        }
    }

    @Override
    public Optional<DeskId> desk(Subject subject) {
        return summary(subject).map(ReportSummary::desk);
    }

    /** The age of a child who tells of itself; of a friend's age nothing follows for the one who reads. */
    @Override
    public Optional<AgeBand> band(Subject subject) {
        return switch (summary(subject).map(ReportSummary::reporter).orElse(Reporter.FRIEND)) {
            case CHILD ->
                reports.facts(new ReportId(subject.id())).stream()
                        .filter(fact -> fact.kind() == FactKind.CHILD_AGE)
                        .flatMap(fact -> AgeBand.ofAge(fact.value()).stream())
                        .findFirst();
            case FRIEND -> Optional.empty();
            case PARENT, CITIZEN, SCHOOL, CLUB, PROFESSIONAL, PROVIDER, HOTLINE -> Optional.of(AgeBand.ADULT);
        };
    }

    private Optional<ReportSummary> summary(Subject subject) {
        try {
            return Optional.of(reports.summary(new ReportId(subject.id())));
        } catch (Refusal nothingThere) {
            return Optional.empty();
        }
    }
}
