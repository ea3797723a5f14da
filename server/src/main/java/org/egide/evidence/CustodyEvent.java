package org.egide.evidence;

import java.time.Instant;
import java.util.Optional;
import org.egide.verifier.Digest;

/**
 * One thing done with the material of a report, told by the role that did it.
 *
 * @param who id of the role, never a person's name
 * @param what the step, for instance {@code acquire}
 * @param when the time
 * @param why the reason
 * @param hashBefore SHA-256 before the step, lower-case hexadecimal; absent when there was nothing
 * @param hashAfter SHA-256 after the step; absent when nothing is left
 */
public record CustodyEvent(
        String who, String what, Instant when, String why, Optional<String> hashBefore, Optional<String> hashAfter) {
    public CustodyEvent {
        if (who.isBlank() || what.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("a custody event says who, what and why");
        }
        if (!hashBefore.map(Digest.SHA256::isForm).orElse(true)
                || !hashAfter.map(Digest.SHA256::isForm).orElse(true)) {
            throw new IllegalArgumentException("a custody hash is a SHA-256 in lower-case hexadecimal");
        }
    }
}
