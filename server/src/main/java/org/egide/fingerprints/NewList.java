package org.egide.fingerprints;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.egide.platform.Refusal;

/**
 * A list to be opened: its name, the legal ground on which it is kept, the classification of its entries where they name none, the
 * greatest distance in bits that counts as near (0 to 31), whether its entries can ever be verified, and its {@link Reach}.
 */
public record NewList(String name, String ground, String classification, int threshold, boolean verified, Reach reach) {

    /**
     * Whose list it is (empty: the desk's own), where its ground holds (none: everywhere), which kinds of hash stand on it, until
     * when it holds, and whether it answers providers, which takes a second person's yes.
     */
    public record Reach(
            String owner, Set<Territory> territories, Set<HashKind> kinds, Optional<Instant> expires, boolean shared) {
        /** The desk's own list, everywhere, of all kinds, without an end, for this desk alone. */
        public static final Reach OWN = new Reach("", Set.of(), EnumSet.allOf(HashKind.class), Optional.empty(), false);

        public Reach {
            owner = owner.strip();
            territories = java.util.Collections.unmodifiableSet(new TreeSet<>(territories));
            if (owner.length() > 200) {
                throw Refusal.because("bad-owner", "An owner has a name of at most 200 characters.");
            }
            if (kinds.isEmpty()) {
                throw Refusal.because("no-kind", "A list holds at least one kind of hash.");
            }
            kinds = java.util.Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        }
    }

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
        if (reach.shared() && !verified) {
            throw Refusal.because("shared-unverified", "Only a list of the verified kind can answer providers.");
        }
    }

    /** A list for this desk alone. */
    public NewList(String name, String ground, String classification, int threshold, boolean verified) {
        this(name, ground, classification, threshold, verified, Reach.OWN);
    }
}
