package org.egide.fingerprint;

/**
 * Decoded pixels: the only thing the perceptual hash depends on.
 *
 * <p>Colours are the stored numbers, 8 bits each, no colour profile applied, no orientation tag honoured, no
 * transparency left: transparent pictures have been laid on white. Implementations are read from one thread at a time.
 */
public interface Pixels {

    /** Columns, at least 1. */
    int width();

    /** Rows, at least 1. */
    int height();

    /**
     * Writes one row as {@code 0xRRGGBB}, upper eight bits unspecified.
     *
     * @param y row, 0 at the top
     * @param into at least {@link #width} places; the row starts at 0
     */
    void row(int y, int[] into);

    /**
     * Pixels in an array, row by row, each {@code 0xRRGGBB}. The array is not copied.
     *
     * @throws IllegalArgumentException if the sizes do not fit together
     */
    static Pixels of(int width, int height, int[] rgb) {
        return new PixelArray(width, height, rgb);
    }
}
