package org.egide.fingerprint;

/**
 * Why a file has no perceptual hash.
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
        BROKEN
    }
}
