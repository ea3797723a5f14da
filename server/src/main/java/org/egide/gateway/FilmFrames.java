package org.egide.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.egide.fingerprint.video.Isolation;
import org.egide.fingerprint.video.VideoFingerprint;
import org.egide.fingerprint.video.VideoFingerprinter;
import org.egide.fingerprint.video.VideoFormat;
import org.egide.fingerprint.video.VideoFrame;
import org.egide.fingerprint.video.VideoLimits;
import org.egide.fingerprint.video.VideoReading;

/**
 * The frames of a film that a partner asks for, as far as a request can wait for them: films of at most 8 MiB, for at most 10 seconds, the
 * first 100 seconds of the film, two at a time. Whoever wants more asks by the hashes of its own frames.
 */
final class FilmFrames {
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int FRAMES = 100;
    private static final int TOGETHER = 2;
    private static final int SAME_SCENE = 15;
    private static final VideoLimits LIMITS =
            new VideoLimits(LARGEST, 4096L * 2304, FRAMES, 1024L * 1024 * 1024, Duration.ofSeconds(10), TOGETHER);

    private final VideoFingerprinter fingerprinter;
    private final Semaphore films = new Semaphore(TOGETHER);

    FilmFrames() {
        this(VideoFingerprinter.installed());
    }

    FilmFrames(Optional<Path> ffmpeg) {
        this.fingerprinter = new VideoFingerprinter(ffmpeg, Isolation.NAMESPACES, LIMITS);
    }

    /** The trusted frames, and in one word how far they were looked at: {@code looked}, {@code not-looked} or a reason. */
    record Looked(List<VideoFrame> frames, String how) {
        private static final Looked NOT = new Looked(List.of(), "not-looked");

        Looked {
            frames = List.copyOf(frames);
        }

        /**
         * One frame of each scene: what is within {@value #SAME_SCENE} bits of a frame before it is not asked again, since each question
         * counts, and the more so around one entry.
         */
        List<VideoFrame> scenes() {
            var scenes = new ArrayList<VideoFrame>();
            for (var frame : frames) {
                if (scenes.stream().noneMatch(scene -> distance(scene, frame) <= SAME_SCENE)) {
                    scenes.add(frame);
                }
            }
            return scenes;
        }

        private static int distance(VideoFrame one, VideoFrame other) {
            return one.hashes().full().pdq().distance(other.hashes().full().pdq());
        }
    }

    static boolean isFilm(byte[] bytes) {
        return VideoFormat.of(bytes).isPresent();
    }

    /** Returns within the bounds, whatever the bytes are. */
    Looked of(byte[] film) {
        if (film.length > LARGEST || !films.tryAcquire()) {
            return Looked.NOT;
        }
        try {
            return switch (fingerprinter.of(film)) {
                case VideoFingerprint read -> new Looked(read.trusted(), how(read));
                case VideoReading.Refused refused ->
                    new Looked(List.of(), word(refused.refusal().reason()));
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Looked.NOT;
        } finally {
            films.release();
        }
    }

    private static String how(VideoFingerprint read) {
        return switch (read.ending()) {
            case COMPLETE -> "looked";
            case TOO_MANY_FRAMES, TOO_SLOW, DAMAGED -> "looked-in-part";
        };
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
