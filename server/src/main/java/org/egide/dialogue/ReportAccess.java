package org.egide.dialogue;

import org.egide.platform.Refusal;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Subject;
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
        if (!viewer.is(Role.ANALYST) && !viewer.is(Role.SUPERVISOR)) {
            return false;
        }
        try {
            return reports.find(viewer, new ReportId(subject.id()))
                    .desk()
                    .equals(viewer.desk().id());
        } catch (Refusal refusal) {
            return false;
        }
    }
}
