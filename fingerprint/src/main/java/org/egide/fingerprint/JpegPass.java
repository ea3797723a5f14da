package org.egide.fingerprint;

/**
 * One scan of a JPEG that holds luma.
 *
 * @param components which of the frame's components are interleaved, in their order
 * @param dc their tables for the mean of a block
 * @param ac their tables for the other coefficients
 * @param first the first coefficient coded, in zigzag order
 * @param last the last coefficient coded
 * @param high the bit that an earlier scan has reached, or 0
 * @param low the bit that this scan reaches
 * @param restarts units between restart marks, or 0
 */
record JpegPass(
        int[] components, HuffmanTable[] dc, HuffmanTable[] ac, int first, int last, int high, int low, int restarts) {

    /** True if blocks of other components stand between those of the luma. */
    boolean interleaved() {
        return components.length > 1;
    }
}
