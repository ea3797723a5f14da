package org.egide.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;

/**
 * A report in the queue: its band with the reasons and the version of the rules, its deadline, and in whose hands it is.
 * {@code byHand} is the reason a supervisor gave for another band; what looks machine-made stands {@code aside}, behind all others. Nothing sealed is needed to show it.
 */
public record QueueRow(
        ReportId report,
        DeskId desk,
        String reference,
        Reporter reporter,
        Set<Form> forms,
        Band band,
        List<Reason> reasons,
        String rules,
        Optional<String> byHand,
        Instant accepted,
        Instant deadline,
        State state,
        Need need,
        Optional<PersonId> person,
        boolean looked,
        boolean aside) {
    /** Where a report stands. */
    public enum State {
        WAITING,
        IN_HANDS,
        DONE
    }

    public QueueRow {
        forms = Set.copyOf(forms);
        reasons = List.copyOf(reasons);
    }

    /** Time left to the first look, negative when overdue. */
    public Duration left(Instant now) {
        return Duration.between(now, deadline);
    }

    /** Where the next page begins. */
    public QueueKey key() {
        return new QueueKey(aside, band, deadline, accepted, report);
    }

    QueueRow with(List<Reason> others) {
        return new QueueRow(
                report, desk, reference, reporter, forms, band, others, rules, byHand, accepted, deadline, state, need,
                person, looked, aside);
    }
}
