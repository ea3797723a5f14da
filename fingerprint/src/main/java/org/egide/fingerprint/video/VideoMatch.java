package org.egide.fingerprint.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;

/**
 * How much of one film is found in another, by the canonical form of their trusted frames (vPDQ).
 *
 * <p>A frame is found if any frame of the other film is within the threshold; the order of frames plays no part. All
 * eight orientations of the query are tried as a whole, and the one that finds most is told. A short piece of a long
 * film has 100 percent of the query found and few percent of the compared film; the reverse for the long film.
 *
 * @param queryFoundPercent of the query's trusted frames, how many percent are found in the compared film, 0 to 100
 * @param comparedFoundPercent of the compared film's trusted frames, how many percent are found in the query, 0 to 100
 * @param queryFrames trusted frames of the query
 * @param comparedFrames trusted frames of the compared film
 * @param orientation how the query was turned or mirrored for it
 * @param threshold the greatest distance of two frames that show the same
 */
public record VideoMatch(
        double queryFoundPercent,
        double comparedFoundPercent,
        int queryFrames,
        int comparedFrames,
        Orientation orientation,
        int threshold) {

    /** Two frames within so many bits show the same. */
    public static final int THRESHOLD = 31;

    /** From so many percent of the query on, vPDQ speaks of a match. */
    public static final double ENOUGH = 80;

    /** Compares with the usual threshold of 31 bits. */
    public static VideoMatch of(VideoFingerprint query, VideoFingerprint compared) {
        return of(query, compared, THRESHOLD);
    }

    /**
     * Compares; without a trusted frame on either side nothing is found. Costs a comparison for each pair of different
     * frames and each orientation: about a second for two films of two hours.
     *
     * @throws IllegalArgumentException if the threshold is not between 0 and 31
     */
    public static VideoMatch of(VideoFingerprint query, VideoFingerprint compared, int threshold) {
        if (threshold < 0 || threshold > THRESHOLD) {
            throw new IllegalArgumentException("the threshold is between 0 and 31, not " + threshold);
        }
        List<VideoFrame> asked = query.trusted();
        Counted other = Counted.of(compared.trusted(), Orientation.ORIGINAL);
        return Stream.of(Orientation.values())
                .map(orientation -> Counted.of(asked, orientation).in(other, orientation, threshold))
                .max(Comparator.comparingDouble(VideoMatch::queryFoundPercent)
                        .thenComparingDouble(VideoMatch::comparedFoundPercent)
                        .thenComparing(VideoMatch::orientation, Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** True if enough of the query is found, whatever part of the compared film that is. */
    public boolean enough() {
        return queryFoundPercent >= ENOUGH;
    }

    /** The different hashes of a film and how many frames have each: a still scene costs no more than one frame. */
    private record Counted(List<Pdq> hashes, List<Integer> times, int frames) {

        static Counted of(List<VideoFrame> frames, Orientation orientation) {
            Map<Pdq, Integer> counts = new HashMap<>();
            for (VideoFrame frame : frames) {
                counts.merge(frame.hashes().full().variant(orientation), 1, Integer::sum);
            }
            List<Pdq> hashes = List.copyOf(counts.keySet());
            List<Integer> times = new ArrayList<>();
            hashes.forEach(hash -> times.add(counts.getOrDefault(hash, 0)));
            return new Counted(hashes, times, frames.size());
        }

        VideoMatch in(Counted other, Orientation orientation, int threshold) {
            boolean[] found = new boolean[hashes.size()];
            boolean[] foundThere = new boolean[other.hashes.size()];
            for (int i = 0; i < found.length; i++) {
                for (int j = 0; j < foundThere.length; j++) {
                    if (hashes.get(i).distance(other.hashes.get(j)) <= threshold) {
                        found[i] = true;
                        foundThere[j] = true;
                    }
                }
            }
            return new VideoMatch(
                    percent(found), other.percent(foundThere), frames, other.frames, orientation, threshold);
        }

        private double percent(boolean[] found) {
            int sum = 0;
            for (int i = 0; i < found.length; i++) {
                sum += found[i] ? times.get(i) : 0;
            }
            return frames == 0 ? 0 : 100.0 * sum / frames;
        }
    }
}
