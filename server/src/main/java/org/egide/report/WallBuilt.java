package org.egide.report;

import org.egide.staff.PersonId;

/** From now on these people must not know that the report is there: whoever keeps something in their hands takes it back. */
public record WallBuilt(ReportId report, java.util.List<PersonId> people) {
    public WallBuilt {
        people = java.util.List.copyOf(people);
    }
}
