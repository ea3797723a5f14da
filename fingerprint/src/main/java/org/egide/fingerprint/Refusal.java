package org.egide.fingerprint;

/**
 * Why a file, a picture or a film, has no perceptual hash.
 *
 * @param reason the stable code
 * @param detail one short phrase for a person, without any content of the file
 */
public record Refusal(Reason reason, String detail) {

    /** Stable codes: new ones may be added, none changes its meaning. */
    public enum Reason {
        /** The bytes start like no picture format that is read here. */
        UNKNOWN_FORMAT,
        /** A known picture format, or an encoding of one, that is not read here; the detail names it. */
        UNSUPPORTED,
        /** More bytes than the limit. */
        TOO_LARGE,
        /** The header declares more pixels than the limit. */
        TOO_MANY_PIXELS,
        /** More frames, pages or passes than the limit. */
        TOO_MANY_FRAMES,
        /** Under 5 pixels in a direction: the algorithm has no hash for it. */
        TOO_SMALL,
        /** The file ends before the picture does. */
        TRUNCATED,
        /** The bytes contradict their format. */
        BROKEN,
        /** No byte at all. */
        EMPTY,
        /** Not a file that this process may read. */
        UNREADABLE,
        /** A film, and ffmpeg, which decodes films, is not on this machine or does not start. */
        NO_FFMPEG,
        /** A film, and this machine cannot shut in the process that decodes it. */
        NO_SANDBOX,
        /** Decoding was stopped before it gave the first frame: it took too long. */
        TOO_SLOW,
        /** Decoding needed more memory than the limit. */
        TOO_MUCH_MEMORY,
        /** A film without a picture in it: sound alone, or nothing. */
        NO_FRAMES
    }
}
