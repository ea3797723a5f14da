package org.egide.assessment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Match;
import org.egide.report.Form;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.report.ReportSummary;
import org.egide.triage.Band;
import org.egide.triage.Looks;
import org.egide.triage.Queue;
import org.egide.triage.QueueRow;
import org.springframework.stereotype.Component;

/**
 * Whether a report is about nothing but known material: every address, file and fingerprint was seen and matches an entry that stands
 * verified now, no form of harm but material was reported, and nothing makes the report urgent.
 */
@Component
final class KnownMaterial {
    private static final Set<Form> MATERIAL_ONLY =
            Set.of(Form.ABUSE_MATERIAL, Form.AI_GENERATED_MATERIAL, Form.NON_CONSENSUAL_SHARING);

    private final Looks looks;
    private final FingerprintLists lists;
    private final Queue queue;

    KnownMaterial(Looks looks, FingerprintLists lists, Queue queue) {
        this.looks = looks;
        this.lists = lists;
        this.queue = queue;
    }

    /** The verified match of an item. */
    record Known(ItemId item, Match match) {}

    /** The match of each item, or an empty list where anything is not known. */
    List<Known> of(ReportSummary report) {
        if (!MATERIAL_ONLY.containsAll(report.forms()) || urgent(report.id())) {
            return List.of();
        }
        var seen = looks.of(report.id());
        var known = seen.stream()
                .flatMap(look -> look.matches().stream()
                        .filter(match -> lists.standsVerified(match.entry()))
                        .findFirst()
                        .map(match -> new Known(look.item(), match))
                        .stream())
                .toList();
        return known.size() == seen.size() ? known : List.of();
    }

    // Known pictures can come with news of a child in danger; then people look at the report itself.
    private boolean urgent(ReportId report) {
        Optional<QueueRow> row = queue.row(report);
        return row.filter(found -> found.band().moreUrgentThan(Band.P2)).isPresent();
    }
}
