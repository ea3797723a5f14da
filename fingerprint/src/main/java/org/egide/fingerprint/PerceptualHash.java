package org.egide.fingerprint;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The PDQ of one picture in one form, with its quality and its eight variants.
 *
 * @param form which of the two forms the bits have
 * @param quality 0 to 100; below {@link #TRUSTED_QUALITY} the bits are not to be matched
 * @param variants the hash for each orientation, all eight
 */
public record PerceptualHash(Form form, int quality, Map<Orientation, Pdq> variants) {

    /** The lowest quality at which a hash is trusted. */
    public static final int TRUSTED_QUALITY = 50;

    public PerceptualHash {
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("quality is between 0 and 100, not " + quality);
        }
        if (variants.size() != Orientation.values().length) {
            throw new IllegalArgumentException("all eight variants are needed, not " + variants.size());
        }
        variants = Collections.unmodifiableMap(new EnumMap<>(variants));
    }

    /** The hash of the picture as stored. */
    public Pdq pdq() {
        return variant(Orientation.ORIGINAL);
    }

    /** The hash of the picture as it would be in this orientation, to within 0 to 20 bits. */
    public Pdq variant(Orientation orientation) {
        Pdq pdq = variants.get(orientation);
        if (pdq == null) {
            throw new IllegalStateException("a variant is missing: " + orientation);
        }
        return pdq;
    }

    /** True if the quality is high enough for a match to mean anything. */
    public boolean trusted() {
        return quality >= TRUSTED_QUALITY;
    }
}
