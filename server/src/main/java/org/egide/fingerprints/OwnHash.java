package org.egide.fingerprints;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;

/**
 * What a child's own device computed of one file: exact hashes, and for a picture of trusted quality PDQ in the capped form, in all
 * eight orientations. An unverified claim. Never logged.
 *
 * @param variants all eight orientations, or none
 */
public record OwnHash(int quality, Map<Orientation, Pdq> variants, String sha256, String md5) {
    public OwnHash {
        if (!variants.isEmpty() && variants.size() != Orientation.values().length) {
            throw new IllegalArgumentException("a picture has all eight variants or none");
        }
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("a quality is between 0 and 100");
        }
        var ordered = new EnumMap<Orientation, Pdq>(Orientation.class);
        ordered.putAll(variants);
        variants = java.util.Collections.unmodifiableMap(ordered);
    }

    /** Whether it can be near another: videos and dull pictures have exact hashes only. */
    public boolean perceptual() {
        return !variants.isEmpty();
    }

    /** What would stand on a list. */
    Hashes hashes() {
        return new Hashes(
                Optional.of(sha256),
                Optional.empty(),
                Optional.of(md5),
                Optional.empty(),
                Optional.ofNullable(variants.get(Orientation.ORIGINAL)),
                Optional.empty());
    }

    /** The lines that a device writes of this file, without the first, which numbers it. */
    String text() {
        var text = new StringBuilder();
        if (perceptual()) {
            text.append("quality ").append(quality).append('\n');
            variants.forEach((orientation, pdq) -> text.append("pdq-capped ")
                    .append(name(orientation))
                    .append(' ')
                    .append(pdq.hex())
                    .append('\n'));
        }
        return text.append("sha256 ")
                .append(sha256)
                .append("\nmd5 ")
                .append(md5)
                .toString();
    }

    /** How an orientation is written: {@code rotated-90}. */
    static String name(Orientation orientation) {
        return orientation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return "OwnHash[redacted]";
    }
}
