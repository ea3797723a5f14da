package org.egide.fingerprint;

import java.util.ArrayList;
import java.util.List;
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
     * Both forms of the perceptual hash of one picture, and of what lies inside its uniform borders.
     *
     * @param full from the whole picture: the canonical form
     * @param capped from at most 512 x 512 pixels
     * @param trimmed without the outermost border, then without the next; mostly empty
     */
    public record Perceptual(PerceptualHash full, PerceptualHash capped, List<Trimmed> trimmed) {

        public Perceptual {
            if (full.form() != Form.FULL || capped.form() != Form.CAPPED_512) {
                throw new IllegalArgumentException("the two forms are not interchangeable");
            }
            if (trimmed.size() > Borders.MOST_TRIMS) {
                throw new IllegalArgumentException("at most " + Borders.MOST_TRIMS + " borders are taken off");
            }
            trimmed = List.copyOf(trimmed);
        }

        /** Of a picture without borders. */
        public Perceptual(PerceptualHash full, PerceptualHash capped) {
            this(full, capped, List.of());
        }

        /**
         * Every hash to look for: both forms in eight orientations, of the picture as stored first, then without its
         * borders. Only hashes that are trusted; nothing is left of a picture with too little in it, and then it is not
         * to be matched at all.
         */
        public List<QueryVariant> queryVariants() {
            List<QueryVariant> variants = new ArrayList<>();
            add(variants, 0, full);
            add(variants, 0, capped);
            for (int i = 0; i < trimmed.size(); i++) {
                add(variants, i + 1, trimmed.get(i).full());
                add(variants, i + 1, trimmed.get(i).capped());
            }
            return List.copyOf(variants);
        }

        private static void add(List<QueryVariant> variants, int trims, PerceptualHash hash) {
            if (hash.trusted()) {
                hash.variants()
                        .forEach((orientation, pdq) ->
                                variants.add(new QueryVariant(hash.form(), trims, orientation, pdq)));
            }
        }

        /** True if any hash of it may be matched. */
        public boolean trusted() {
            return full.trusted() || capped.trusted() || !trimmed.isEmpty();
        }
    }
}
