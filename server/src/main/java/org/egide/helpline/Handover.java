package org.egide.helpline;

import java.util.Optional;
import java.util.UUID;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.staff.PersonId;

/** A child is passed on to a partner of the line: what she was asked, what she said, what went. */
record Handover(
        UUID id,
        ContactId contact,
        String partner,
        Partner.Kind kind,
        State state,
        Form form,
        Optional<Heard> heard,
        Optional<Reason> reason,
        PersonId askedBy,
        Optional<ReportId> report,
        Optional<String> answer) {
    /** Where it stands. Titles: {@code helpline.handover.<name>}. */
    enum State {
        ASKED,
        REFUSED,
        AGREED,
        /** One person wants to pass her on against her word; a second has not said yes yet. */
        FORCING,
        FORCED,
        SENT
    }

    /** How her answer came. Titles: {@code helpline.heard.<name>}. */
    enum Heard {
        PAGE,
        PHONE,
        /** She was not asked, or said no, and somebody is in danger. */
        DANGER
    }

    /** Why it goes without her yes. Words: {@code helpline.danger.<name>}, and for her {@code helpline.danger.<name>.child}. */
    enum Reason {
        LIFE,
        SOMEBODY_NEAR,
        ANOTHER_CHILD
    }
}
