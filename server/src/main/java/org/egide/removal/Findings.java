package org.egide.removal;

import java.util.Optional;
import java.util.Set;
import org.egide.assessment.Assessments;
import org.egide.assessment.Decision;
import org.egide.fingerprints.Match;
import org.egide.triage.Looks;
import org.springframework.stereotype.Component;

/**
 * How a copy was found unlawful, for the machine-readable notice: by people who looked, or by a match with a verified entry that a
 * person confirmed. The class is the entry's own where it is one of the industry's four; people record no age bands of that scale,
 * so what they found is {@code baseline}.
 */
@Component
final class Findings {
    private static final Set<String> GRADES = Set.of("A1", "A2", "B1", "B2");

    private final Assessments assessments;
    private final Looks looks;

    Findings(Assessments assessments, Looks looks) {
        this.assessments = assessments;
        this.looks = looks;
    }

    /** In the words of XARF 4: {@code detection_method} and {@code classification}. */
    record Finding(String method, String classification) {
        static final Finding REVIEWED = new Finding("manual_review", "baseline");

        static Finding matched(Optional<Match> match) {
            return new Finding(
                    "hash_match",
                    match.map(Match::classification).filter(GRADES::contains).orElse("baseline"));
        }
    }

    Finding of(Copy copy) {
        var way = assessments.decision(copy.report()).map(Decision::way);
        return way.map(known -> switch (known) {
                    case TWO_AGREED, THIRD_DECIDED -> Finding.REVIEWED;
                    case CARRIED -> Finding.matched(match(copy));
                })
                .orElse(Finding.REVIEWED);
    }

    private Optional<Match> match(Copy copy) {
        return looks.of(copy.report()).stream()
                .filter(look -> look.item().equals(copy.item()))
                .findFirst()
                .flatMap(look -> look.verified());
    }
}
