package org.egide.fingerprint.archive;

import java.nio.file.Path;
import java.util.List;
import org.egide.fingerprint.Limits;
import org.egide.fingerprint.NearDuplicateIndex;

/**
 * What a scan is to do.
 *
 * @param folder to scan, a link to it is followed
 * @param lists of known material, at least one
 * @param out table of the hits; the other outputs lie beside it under longer names
 * @param resume whether to go on with a scan that has this output
 * @param threshold greatest distance that counts as near, 0 to 31
 * @param workers files in hand at the same time
 * @param limits of what is decoded
 */
public record ScanSettings(
        Path folder, List<Path> lists, Path out, boolean resume, int threshold, int workers, Limits limits) {

    private static final long BYTES_OF_HEAP_A_PIXEL = 14;

    public ScanSettings {
        lists = List.copyOf(lists);
        if (lists.isEmpty() || lists.size() > 1_000) {
            throw new IllegalArgumentException("a scan needs 1 to 1000 lists");
        }
        if (threshold < 0 || threshold > NearDuplicateIndex.GREATEST_THRESHOLD) {
            throw new IllegalArgumentException("the threshold is between 0 and 31");
        }
        if (workers < 1 || workers > 1_000) {
            throw new IllegalArgumentException("1 to 1000 workers");
        }
    }

    /** The default limits, with no larger pictures than this many bytes of memory can hold beside the lists. */
    public static Limits fitting(long heap) {
        Limits usual = Limits.DEFAULT;
        return new Limits(usual.bytes(), Math.clamp(heap / BYTES_OF_HEAP_A_PIXEL, 1, usual.pixels()), usual.frames());
    }
}
