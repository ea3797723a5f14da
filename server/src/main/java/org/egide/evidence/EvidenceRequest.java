package org.egide.evidence;

import java.time.Instant;

/**
 * The request that a package answers.
 *
 * @param reference the requesting authority's reference
 * @param authority the requesting authority
 * @param legalBasis law or treaty with article
 * @param received when it came in
 * @param sought what was asked for, in the authority's words
 */
public record EvidenceRequest(String reference, String authority, String legalBasis, Instant received, String sought) {
    public EvidenceRequest {
        if (reference.isBlank() || authority.isBlank() || legalBasis.isBlank() || sought.isBlank()) {
            throw new IllegalArgumentException("a request has a reference, an authority, a legal basis and its words");
        }
    }
}
