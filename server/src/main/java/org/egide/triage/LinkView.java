package org.egide.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.egide.report.ReportId;

/**
 * What a report has in common with others of its desk: the thing, how far the nearest item of this report is from it (bits, 0 is the same),
 * whether the link stands, and the other reports, newest first, at most 20. {@code reason} is why a person undid it or put it back.
 */
public record LinkView(
        ThingId thing,
        ThingKind kind,
        int distance,
        boolean linked,
        Optional<String> reason,
        int others,
        List<Sibling> siblings) {
    /** Another report with the same thing. */
    public record Sibling(ReportId report, String reference, Instant accepted) {}

    public LinkView {
        siblings = List.copyOf(siblings);
    }
}
