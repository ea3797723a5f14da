package org.egide.triage;

import java.util.List;
import org.egide.platform.rules.Derivation;

/** The band that rules and invariants give, with every reason, most urgent first, and how the table came to it. */
public record Ranking(Band band, List<Reason> reasons, Derivation derivation) {
    public Ranking {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a band has a reason");
        }
    }

    public String version() {
        return derivation.version();
    }
}
