package org.egide.fingerprint;

import java.util.Optional;

/**
 * All fingerprints of one file: always the exact ones, the perceptual ones where it is a picture that could be read.
 *
 * @param exact hashes of the bytes
 * @param perceptual both forms of PDQ, or nothing
 * @param refusal why there is no perceptual hash; present exactly when {@code perceptual} is not
 */
public record Fingerprints(ExactHashes exact, Optional<Perceptual> perceptual, Optional<Refusal> refusal) {

    public Fingerprints {
        if (perceptual.isPresent() == refusal.isPresent()) {
            throw new IllegalArgumentException("a file has either perceptual hashes or a reason why not");
        }
    }

    /**
     * Both forms of the perceptual hash of one picture.
     *
     * @param full from the whole picture: the canonical form
     * @param capped from at most 512 x 512 pixels
     */
    public record Perceptual(PerceptualHash full, PerceptualHash capped) {

        public Perceptual {
            if (full.form() != Form.FULL || capped.form() != Form.CAPPED_512) {
                throw new IllegalArgumentException("the two forms are not interchangeable");
            }
        }
    }
}
