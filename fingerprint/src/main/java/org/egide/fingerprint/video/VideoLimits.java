package org.egide.fingerprint.video;

import java.time.Duration;

/**
 * What a film may ask of its reader.
 *
 * @param bytes the most bytes of a film
 * @param pixels the most pixels of a frame; a film that declares more is not decoded
 * @param frames the most frames that are hashed, one for each second; longer films are hashed up to there
 * @param memory the most address space of the decoding process, in bytes
 * @param longest the most time that a film may take, however large it is
 * @param together how many films are decoded at one time; others wait
 */
public record VideoLimits(long bytes, long pixels, int frames, long memory, Duration longest, int together) {

    private static final long MIB = 1024L * 1024;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration A_MEBIBYTE = Duration.ofSeconds(5);

    /** 16 GiB, 8192 x 4320 pixels, 36,000 frames (ten hours), 2 GiB of memory, two hours, one film at a time. */
    public static final VideoLimits DEFAULT =
            new VideoLimits(16 * 1024 * MIB, 8192L * 4320, 36_000, 2048 * MIB, Duration.ofHours(2), 1);

    public VideoLimits {
        if (bytes < 1 || pixels < 1 || frames < 1 || together < 1 || !longest.isPositive()) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        if (memory < 64 * MIB) {
            throw new IllegalArgumentException("no film can be decoded in less than 64 MiB");
        }
        if (pixels > 500_000_000) {
            throw new IllegalArgumentException("at most 500 million pixels can be held in memory");
        }
    }

    /** The most time for a film of this size: 30 seconds and 5 for each MiB, never more than {@link #longest}. */
    public Duration patience(long size) {
        Duration bySize = START.plus(A_MEBIBYTE.multipliedBy(Math.ceilDiv(size, MIB)));
        return bySize.compareTo(longest) < 0 ? bySize : longest;
    }
}
