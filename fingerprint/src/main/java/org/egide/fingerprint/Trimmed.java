package org.egide.fingerprint;

/**
 * The perceptual hashes of what lies inside a picture's uniform border: letterbox, pillarbox or frame. With them a copy
 * that somebody framed is found, which is 40 bits and more away as it is. At least one form is trusted; a part with too
 * little in it is not offered.
 *
 * @param area what was hashed
 * @param full the canonical form
 * @param capped the form of at most 512 x 512 pixels
 */
public record Trimmed(Area area, PerceptualHash full, PerceptualHash capped) {

    public Trimmed {
        if (full.form() != Form.FULL || capped.form() != Form.CAPPED_512) {
            throw new IllegalArgumentException("the two forms are not interchangeable");
        }
        if (!full.trusted() && !capped.trusted()) {
            throw new IllegalArgumentException("what is left without the border has too little in it");
        }
    }
}
