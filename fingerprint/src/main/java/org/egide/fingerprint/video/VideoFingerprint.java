package org.egide.fingerprint.video;

import java.util.List;

/**
 * The fingerprint of a film: what it shows at second 0, 1, 2 and so on. At least one frame.
 *
 * @param format the container
 * @param frames in the order of time, one a second, those of low quality included
 * @param ending whether the frames reach to the film's end
 */
public record VideoFingerprint(VideoFormat format, List<VideoFrame> frames, Ending ending) implements VideoReading {

    /** Why there are no more frames. Stable codes. Whatever it says, the frames that are there are true. */
    public enum Ending {
        /** The film ended. */
        COMPLETE,
        /** The film goes on; it has more frames than the limit. */
        TOO_MANY_FRAMES,
        /** The film may go on; decoding took longer than the limit. */
        TOO_SLOW,
        /** The film's data end early, or what follows could not be decoded. */
        DAMAGED
    }

    public VideoFingerprint {
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a film without a frame has no fingerprint");
        }
    }

    /** The frames that may be matched: those of quality 50 or more. May be empty. */
    public List<VideoFrame> trusted() {
        return frames.stream().filter(VideoFrame::trusted).toList();
    }
}
