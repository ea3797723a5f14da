package org.egide.report;

import java.time.Instant;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.staff.DeskId;

/** What may be seen of a report without opening anything sealed. {@code reference} is the short name people use; {@code aside} says
 * that it looks machine-made and is looked at last (R7). */
public record ReportSummary(
        ReportId id,
        String reference,
        DeskId desk,
        Door door,
        Reporter reporter,
        Language language,
        Set<Form> forms,
        Set<Act> acts,
        Instant accepted,
        Step step,
        boolean aside) {
    public ReportSummary {
        forms = Set.copyOf(forms);
        acts = Set.copyOf(acts);
    }

    public boolean closed() {
        return step.terminal();
    }
}
