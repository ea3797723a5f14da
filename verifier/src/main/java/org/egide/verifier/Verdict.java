package org.egide.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a check found.
 *
 * @param findings in order, at least one
 * @param signer SHA-256 of the signer's certificate when the signature holds
 */
public record Verdict(List<Finding> findings, Optional<String> signer) {

    public Verdict {
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a verdict without a finding proves nothing");
        }
    }

    /** Whether every check held. */
    public boolean held() {
        return findings.stream().allMatch(Finding::held);
    }

    /** The stable codes of the checks that did not hold. */
    public List<RefusalCode> refusals() {
        return findings.stream().flatMap(f -> f.refusal().stream()).toList();
    }

    /** The same verdict behind one more finding that came first. */
    Verdict after(Finding first) {
        var all = new ArrayList<Finding>();
        all.add(first);
        all.addAll(findings);
        return new Verdict(all, signer);
    }

    /** Gathers findings: a supplier gives the sentence of a check that held, or throws {@link Refused}. */
    static final class Gathering {
        private final List<Finding> findings = new ArrayList<>();

        boolean look(Check check, Supplier<String> sentence) {
            try {
                findings.add(new Finding(check, Optional.empty(), sentence.get()));
                return true;
            } catch (Refused refused) {
                findings.add(new Finding(check, Optional.of(refused.code()), refused.words()));
                return false;
            }
        }

        Verdict verdict(Optional<String> signer) {
            return new Verdict(findings, signer);
        }
    }
}
