package org.egide.fingerprint.video;

import org.egide.fingerprint.Fingerprints.Perceptual;

/**
 * What a film shows at one second, as hashes.
 *
 * @param second seconds from the start of the film, 0 or more
 * @param hashes both forms of PDQ with their eight variants
 */
public record VideoFrame(int second, Perceptual hashes) {

    public VideoFrame {
        if (second < 0) {
            throw new IllegalArgumentException("a film starts at second 0, not " + second);
        }
    }

    /** 0 to 100, of the canonical form. */
    public int quality() {
        return hashes.full().quality();
    }

    /** True if the quality is high enough for a match to mean anything. */
    public boolean trusted() {
        return hashes.full().trusted();
    }
}
