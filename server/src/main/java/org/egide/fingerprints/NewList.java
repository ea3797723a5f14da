package org.egide.fingerprints;

import org.egide.platform.Refusal;

/**
 * A list to be opened: its name, the legal ground on which it is kept, the classification of its entries where they name none, the
 * greatest distance in bits that counts as near (0 to 31), and whether its entries can ever be verified.
 */
public record NewList(String name, String ground, String classification, int threshold, boolean verified) {
    public NewList {
        name = name.strip();
        ground = ground.strip();
        classification = classification.strip();
        if (name.isEmpty() || name.length() > 200) {
            throw Refusal.because("bad-list-name", "A list has a name of at most 200 characters.");
        }
        if (ground.isEmpty() || ground.length() > 500) {
            throw Refusal.because("list-without-ground", "A list names its legal ground, in at most 500 characters.");
        }
        if (classification.isEmpty() || classification.length() > 60) {
            throw Refusal.because("bad-classification", "A classification has 1 to 60 characters.");
        }
        if (threshold < 0 || threshold > 31) {
            throw Refusal.because("bad-threshold", "A threshold is between 0 and 31 bits.");
        }
    }
}
