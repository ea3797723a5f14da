package org.egide.fingerprint;

/**
 * What a file may ask of its reader. All of it is checked before anything is decoded.
 *
 * @param bytes the most bytes of a file
 * @param pixels the most pixels, width times height, of its canvas or of any frame
 * @param frames the most frames of an animation, pages of a TIFF, scans of a progressive JPEG
 */
public record Limits(long bytes, long pixels, int frames) {

    /** 64 MiB, 64 million pixels, 1,000 frames. */
    public static final Limits DEFAULT = new Limits(64L * 1024 * 1024, 64_000_000, 1_000);

    public Limits {
        if (bytes < 1 || pixels < 1 || frames < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        if (pixels > 500_000_000 || bytes > 1L << 30) {
            throw new IllegalArgumentException("at most 500 million pixels and 1 GiB can be held in memory");
        }
    }
}
