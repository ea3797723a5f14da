package org.egide.fingerprints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egide.fingerprint.Fingerprints;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.QueryVariant;

/**
 * What is looked for: hashes of the bytes, and the perceptual hashes to try in each form. Of a file all eight orientations are
 * tried, with and without uniform borders; without the picture only the orientation as stored can be, and a PDQ of an untold form is tried as both. Never stored.
 */
record Sought(Optional<Hashes> bytes, List<Pdq> full, List<Pdq> capped) {
    Sought {
        full = List.copyOf(full);
        capped = List.copyOf(capped);
    }

    static Sought of(Hashes hashes) {
        var full = new ArrayList<Pdq>();
        var capped = new ArrayList<Pdq>();
        hashes.full().ifPresent(full::add);
        hashes.capped().ifPresent(capped::add);
        hashes.pdq().ifPresent(full::add);
        hashes.pdq().ifPresent(capped::add);
        return new Sought(Optional.of(hashes), full, capped);
    }

    static Sought of(Fingerprints file) {
        var variants =
                file.perceptual().map(Fingerprints.Perceptual::queryVariants).orElse(List.of());
        return new Sought(Optional.of(Hashes.of(file)), of(Form.FULL, variants), of(Form.CAPPED_512, variants));
    }

    /** A picture of which there are no bytes, as a frame of a film. */
    static Sought of(Fingerprints.Perceptual picture) {
        var variants = picture.queryVariants();
        return new Sought(Optional.empty(), of(Form.FULL, variants), of(Form.CAPPED_512, variants));
    }

    private static List<Pdq> of(Form form, List<QueryVariant> variants) {
        return variants.stream()
                .filter(variant -> variant.form() == form)
                .map(QueryVariant::pdq)
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return "Sought[redacted]";
    }
}
