package org.egide.verifier;

import java.util.Optional;

/**
 * One line of a verdict.
 *
 * @param check what was looked at
 * @param refusal the stable code when it did not hold
 * @param words one sentence for a person
 */
public record Finding(Check check, Optional<RefusalCode> refusal, String words) {
    /** Whether the check held. */
    public boolean held() {
        return refusal.isEmpty();
    }
}
