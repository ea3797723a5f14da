package org.egide.evidence;

import org.egide.verifier.Digest;

/**
 * A picture's PDQ fingerprint as an exhibit's line states it.
 *
 * @param pdq 64 lower-case hexadecimal digits
 * @param quality 0 to 100
 */
public record PictureFingerprint(String pdq, int quality) {
    public PictureFingerprint {
        if (!Digest.SHA256.isForm(pdq) || quality < 0 || quality > 100) {
            throw new IllegalArgumentException("a PDQ fingerprint has 64 hexadecimal digits and a quality of 0 to 100");
        }
    }
}
