package org.egide.removal;

import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Begins removal when a report is found unlawful. */
@Component
class Opening {
    private final Removal removal;

    Opening(Removal removal) {
        this.removal = removal;
    }

    @ApplicationModuleListener
    void on(ReportAssessed assessed) {
        if (assessed.outcome() == OutcomeKind.UNLAWFUL) {
            removal.open(assessed.report(), assessed.desk(), assessed.profile());
        }
    }
}
