package org.egide.sharing;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.egide.fingerprints.Territory;
import org.egide.platform.Refusal;

/**
 * A partner to be let in: its name, the form its program speaks, the legal ground on which lists are handed to it, the territories it
 * serves (none: only lists that hold everywhere), whether feedback reasons come wrapped in a root of their own, and how many calls a
 * day (UTC) may have.
 */
public record NewPartner(
        String name, SharingForm form, String ground, Set<Territory> territories, boolean wrapped, int callsPerDay) {
    /** Enough for ten million entries a day in pages of a thousand, and a few questions more. */
    public static final int USUAL_CALLS = 20_000;

    private static final int LONGEST_NAME = 150;

    public NewPartner {
        name = name.strip();
        ground = ground.strip();
        Objects.requireNonNull(form);
        territories = Collections.unmodifiableSet(new TreeSet<>(territories));
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refusal.because("bad-name", "A partner has a name of 1 to " + LONGEST_NAME + " characters.");
        }
        if (ground.isEmpty() || ground.length() > 500) {
            throw Refusal.because("partner-without-ground", "Name the legal ground, in at most 500 characters.");
        }
        if (callsPerDay < 1 || callsPerDay > 10_000_000) {
            throw Refusal.because("bad-bounds", "A day has 1 to 10,000,000 calls.");
        }
    }
}
