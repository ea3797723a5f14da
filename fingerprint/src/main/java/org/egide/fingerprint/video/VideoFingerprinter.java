package org.egide.fingerprint.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.Form;
import org.egide.fingerprint.PdqHasher;
import org.egide.fingerprint.PerceptualHash;
import org.egide.fingerprint.Refusal;
import org.egide.fingerprint.Refusal.Reason;
import org.egide.fingerprint.video.VideoFingerprint.Ending;

/**
 * From a film to its fingerprint: what it shows at each full second, hashed at the film's own size, as it is stored
 * (a turned film is found by the eight variants, as a turned picture is). Safe for use by many threads.
 *
 * <p>Decoding is ffmpeg's work, in a {@link Sandbox}. Memory here: two frames, and about 1 KiB for each frame hashed;
 * it does not grow with the film's bytes. A film whose size changes on the way is sampled at its first size.
 */
public final class VideoFingerprinter {

    private final Optional<Path> ffmpeg;
    private final Isolation isolation;
    private final VideoLimits limits;
    private final Semaphore room;
    private final PdqHasher hasher = new PdqHasher();

    /** With ffmpeg in its usual place, shut in by the kernel, and the default limits. */
    public VideoFingerprinter() {
        this(Ffmpeg.find(), Isolation.NAMESPACES, VideoLimits.DEFAULT);
    }

    /**
     * With everything chosen.
     *
     * @param ffmpeg the absolute path of the program; without one, films are refused as {@code NO_FFMPEG}
     */
    public VideoFingerprinter(Optional<Path> ffmpeg, Isolation isolation, VideoLimits limits) {
        if (ffmpeg.isPresent() && !ffmpeg.get().isAbsolute()) {
            throw new IllegalArgumentException("the path of ffmpeg is absolute");
        }
        this.ffmpeg = ffmpeg.flatMap(Ffmpeg::program);
        this.isolation = isolation;
        this.limits = limits;
        this.room = new Semaphore(limits.together(), true);
    }

    /** ffmpeg in its usual places. */
    public static Optional<Path> installed() {
        return Ffmpeg.find();
    }

    /** Whether films can be read at all, as far as that is known without trying. */
    public boolean ready() {
        return ffmpeg.isPresent();
    }

    /**
     * The fingerprint of the film in this file: whatever it holds, this returns within the limits' patience, waiting for
     * other films not counted.
     *
     * @throws InterruptedException if the calling thread is interrupted; nothing is left running
     */
    public VideoReading of(Path film) throws InterruptedException {
        byte[] head;
        long size;
        Path real;
        try {
            real = film.toRealPath();
            if (!Files.isRegularFile(real)) {
                return refused(Reason.UNREADABLE, "not a file");
            }
            size = Files.size(real);
            try (InputStream in = Files.newInputStream(real)) {
                head = in.readNBytes(VideoFormat.HEAD);
            }
        } catch (IOException unreadable) {
            return refused(Reason.UNREADABLE, "the file cannot be read");
        }
        return read(
                head,
                size,
                (sandbox, patience, arguments) ->
                        RunningFilm.start(sandbox.command(real, patience, arguments), patience));
    }

    /**
     * The fingerprint of a film that is in memory. It is handed over in memory and lies in the sandbox's memory, on no
     * disk; so this needs {@link Isolation#NAMESPACES}, and as much memory again as the film has bytes.
     *
     * @throws InterruptedException if the calling thread is interrupted; nothing is left running
     */
    public VideoReading of(byte[] film) throws InterruptedException {
        if (isolation == Isolation.LIMITS_ONLY) {
            return refused(Reason.NO_SANDBOX, "a film in memory needs a sandbox with namespaces");
        }
        byte[] head = Arrays.copyOf(film, Math.min(film.length, VideoFormat.HEAD));
        return read(
                head,
                film.length,
                (sandbox, patience, arguments) ->
                        RunningFilm.start(sandbox.command(film.length, patience, arguments), film, patience));
    }

    /** Starts the process for one film. */
    private interface Start {
        RunningFilm of(Sandbox sandbox, Duration patience, List<String> arguments) throws IOException;
    }

    private VideoReading read(byte[] head, long size, Start start) throws InterruptedException {
        if (size == 0) {
            return refused(Reason.EMPTY, "the file has no byte");
        }
        Optional<VideoFormat> format = VideoFormat.of(head);
        if (format.isEmpty()) {
            return refused(Reason.UNKNOWN_FORMAT, "the bytes start like no film that is read here");
        }
        if (size > limits.bytes()) {
            return refused(Reason.TOO_LARGE, "more than " + limits.bytes() + " bytes, which is the limit");
        }
        if (ffmpeg.isEmpty()) {
            return refused(Reason.NO_FFMPEG, Ffmpeg.MISSING);
        }
        Sandbox sandbox = new Sandbox(isolation, ffmpeg.get(), limits.memory());
        Optional<String> missing = sandbox.missing();
        if (missing.isPresent()) {
            return refused(Reason.NO_SANDBOX, "the program " + missing.get() + " is missing");
        }
        room.acquire();
        try (RunningFilm running = start.of(sandbox, limits.patience(size), Ffmpeg.arguments(format.get(), limits))) {
            return read(format.get(), running);
        } catch (IOException failed) {
            return refused(Reason.NO_SANDBOX, "the sandbox could not be started");
        } finally {
            room.release();
        }
    }

    private VideoReading read(VideoFormat format, RunningFilm running) throws InterruptedException {
        List<VideoFrame> frames = new ArrayList<>();
        try {
            if (!ready(running.output())) {
                return running.overdue() ? tooSlow() : noSandbox(running);
            }
            Optional<Ending> ending = collect(new RawFrames(running.output(), limits.pixels()), frames);
            if (ending.isPresent()) {
                return new VideoFingerprint(format, frames, ending.get());
            }
        } catch (RawFrames.TooManyPixels tooMany) {
            return frames.isEmpty() ? tooManyPixels() : new VideoFingerprint(format, frames, Ending.DAMAGED);
        } catch (TooSmall tooSmall) {
            return refused(Reason.TOO_SMALL, "the film has too few pixels for a hash");
        } catch (IOException cutOff) {
            return frames.isEmpty() ? diagnosis(running) : new VideoFingerprint(format, frames, ending(running, true));
        }
        return frames.isEmpty() ? diagnosis(running) : new VideoFingerprint(format, frames, ending(running, false));
    }

    private static boolean ready(InputStream output) throws IOException {
        byte[] line = (Sandbox.READY + "\n").getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(output.readNBytes(line.length), line);
    }

    private static final class TooSmall extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Hashes frame after frame; an ending is known here only if there are too many. */
    private Optional<Ending> collect(RawFrames raw, List<VideoFrame> frames) throws IOException {
        Optional<Perceptual> before = Optional.empty();
        for (Optional<RawFrames.Frame> next = raw.next(); next.isPresent(); next = raw.next()) {
            if (frames.size() == limits.frames()) {
                return Optional.of(Ending.TOO_MANY_FRAMES);
            }
            RawFrames.Frame frame = next.get();
            Perceptual hashes = frame.unchanged() && before.isPresent() ? before.get() : hashes(frame);
            frames.add(new VideoFrame(frames.size(), hashes));
            before = Optional.of(hashes);
        }
        return Optional.empty();
    }

    private Perceptual hashes(RawFrames.Frame frame) throws IOException {
        return new Perceptual(hash(frame, Form.FULL), hash(frame, Form.CAPPED_512));
    }

    private PerceptualHash hash(RawFrames.Frame frame, Form form) throws IOException {
        return hasher.hash(frame, form).orElseThrow(TooSmall::new);
    }

    private static Ending ending(RunningFilm running, boolean cutOff) throws InterruptedException {
        int status = running.status();
        if (running.overdue()) {
            return Ending.TOO_SLOW;
        }
        boolean whole = status == 0 && !cutOff && !Complaint.tellsOfTheEnd(running.complaint());
        return whole ? Ending.COMPLETE : Ending.DAMAGED;
    }

    private static VideoReading diagnosis(RunningFilm running) throws InterruptedException {
        int status = running.status();
        return running.overdue() ? tooSlow() : new VideoReading.Refused(Complaint.of(status, running.complaint()));
    }

    private VideoReading noSandbox(RunningFilm running) throws InterruptedException {
        running.status();
        return refused(
                Reason.NO_SANDBOX,
                "this machine does not let an ordinary user shut a process in (user namespaces); films are not decoded without");
    }

    private static VideoReading tooSlow() {
        return refused(Reason.TOO_SLOW, "decoding gave no frame within the time limit");
    }

    private VideoReading tooManyPixels() {
        return refused(Reason.TOO_MANY_PIXELS, "more than " + limits.pixels() + " pixels, which is the limit");
    }

    private static VideoReading refused(Reason reason, String detail) {
        return new VideoReading.Refused(new Refusal(reason, detail));
    }
}
