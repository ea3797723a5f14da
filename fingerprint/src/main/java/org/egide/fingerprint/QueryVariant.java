package org.egide.fingerprint;

/**
 * One hash to look for: a copy of the picture may have lost its border, have been turned or mirrored, or both.
 *
 * @param form compared with entries of this form, and with those whose form is unknown
 * @param trims uniform borders that were taken off: 0 for the picture as stored, at most {@link Borders#MOST_TRIMS}
 * @param orientation how it was turned afterwards
 * @param pdq the hash
 */
public record QueryVariant(Form form, int trims, Orientation orientation, Pdq pdq) {

    public QueryVariant {
        if (trims < 0 || trims > Borders.MOST_TRIMS) {
            throw new IllegalArgumentException("at most " + Borders.MOST_TRIMS + " borders are taken off");
        }
    }
}
