package org.egide.fingerprint.video;

import java.util.List;
import org.egide.fingerprint.Refusal;
import org.egide.fingerprint.Refusal.Reason;

/** What ffmpeg's complaints mean, for a film that gave no frame. Its own words are shown to nobody. */
final class Complaint {

    private static final int NOT_STARTED = 126;
    private static final int NOT_FOUND = 127;

    private static final List<String> END =
            List.of("partial file", "ended prematurely", "truncat", "unexpected end", "end of file");
    private static final List<String> PIXELS =
            List.of("exceeds specified max pixel count", "picture size", "image too large", "dimensions too large");
    private static final List<String> MEMORY =
            List.of("cannot allocate memory", "resource temporarily unavailable", "bad_alloc", "failed to map segment");

    private Complaint() {}

    /** True if it complained that the film's data end before the film does. */
    static boolean tellsOfTheEnd(String complaint) {
        return any(END, complaint);
    }

    /** The refusal for this exit status and these complaints, in lower case. */
    static Refusal of(int status, String complaint) {
        if (any(MEMORY, complaint)) {
            return new Refusal(Reason.TOO_MUCH_MEMORY, "decoding needs more memory than the limit");
        }
        if (status == NOT_FOUND || status == NOT_STARTED) {
            return new Refusal(Reason.NO_FFMPEG, "ffmpeg does not start in the sandbox");
        }
        if (any(PIXELS, complaint)) {
            return new Refusal(Reason.TOO_MANY_PIXELS, "a frame has more pixels than the limit");
        }
        if (complaint.contains("moov atom not found") || tellsOfTheEnd(complaint)) {
            return new Refusal(Reason.TRUNCATED, "the file ends before its first picture does");
        }
        if (complaint.contains("matches no streams")) {
            return new Refusal(Reason.NO_FRAMES, "there is no film in the file, or sound alone");
        }
        if (complaint.contains("error while opening decoder") && complaint.contains("not on whitelist")) {
            return new Refusal(Reason.UNSUPPORTED, "the film is in an encoding that is not read here");
        }
        return RunningFilm.killed(status)
                ? new Refusal(Reason.TOO_SLOW, "decoding was ended by the limit of computing time")
                : new Refusal(Reason.BROKEN, "the decoder could not make sense of the film");
    }

    private static boolean any(List<String> words, String complaint) {
        return words.stream().anyMatch(complaint::contains);
    }
}
