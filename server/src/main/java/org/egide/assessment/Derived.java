package org.egide.assessment;

import java.util.List;
import java.util.stream.Collectors;
import org.egide.platform.rules.Derivation;

/** What follows from one person's elements, with the derivation of each sheet to be shown. */
record Derived(Verdict verdict, List<Derivation> derivations) {
    Derived {
        derivations = List.copyOf(derivations);
    }

    /** The versions of the tables used. */
    String profile() {
        return derivations.stream().map(Derivation::version).collect(Collectors.joining(" + "));
    }
}
