package org.egide.fingerprint.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Films made by ffmpeg itself from its own test pictures: shapes, noise, a fractal. Nobody is in them. */
final class FilmFixture {

    static final String SHAPES = "testsrc2=size=320x240:rate=25";
    static final String FRACTAL = "mandelbrot=size=320x240:rate=25";

    private FilmFixture() {}

    /** Skips the test, with the reason, where films cannot be decoded. */
    static void assumeFilms() {
        assumeTrue(Ffmpeg.find().isPresent(), "ffmpeg is not installed (Debian's package ffmpeg)");
    }

    /** Skips the test, with the reason, where the kernel lets no ordinary user shut a process in. */
    static void assumeSandbox() {
        assumeFilms();
        Box box = run(Isolation.NAMESPACES, Path.of("/usr/bin/true"), List.of());
        assumeTrue(box.ready(), "user namespaces are not allowed on this machine");
    }

    /** A film of so many seconds from one of ffmpeg's sources, with more options before the name of the file. */
    static Path film(Path file, String source, int seconds, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source, "-t", Integer.toString(seconds)));
        arguments.addAll(List.of(options));
        return made(file, arguments);
    }

    /** Another file from a film, with these options. */
    static Path edited(Path film, Path file, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-i", film.toString()));
        arguments.addAll(List.of(options));
        return made(file, arguments);
    }

    private static Path made(Path file, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Ffmpeg.find().orElseThrow().toString(), "-nostdin", "-y", "-loglevel", "error"));
        command.addAll(arguments);
        command.add(file.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return file;
    }

    static VideoFingerprint fingerprint(Path film) throws InterruptedException {
        return read(new VideoFingerprinter().of(film));
    }

    static VideoFingerprint read(VideoReading reading) {
        assertThat(reading).isInstanceOf(VideoFingerprint.class);
        return (VideoFingerprint) reading;
    }

    static org.egide.fingerprint.Refusal.Reason refusal(VideoReading reading) {
        assertThat(reading).isInstanceOf(VideoReading.Refused.class);
        return ((VideoReading.Refused) reading).refusal().reason();
    }

    /** The default limits, one of them changed. */
    record Bounds(VideoLimits limits) {

        static final Bounds USUAL = new Bounds(VideoLimits.DEFAULT);

        Bounds bytes(long bytes) {
            return new Bounds(
                    new VideoLimits(bytes, limits.pixels(), limits.frames(), limits.memory(), limits.longest(), 1));
        }

        Bounds pixels(long pixels) {
            return new Bounds(
                    new VideoLimits(limits.bytes(), pixels, limits.frames(), limits.memory(), limits.longest(), 1));
        }

        Bounds frames(int frames) {
            return new Bounds(
                    new VideoLimits(limits.bytes(), limits.pixels(), frames, limits.memory(), limits.longest(), 1));
        }

        Bounds memory(long memory) {
            return new Bounds(
                    new VideoLimits(limits.bytes(), limits.pixels(), limits.frames(), memory, limits.longest(), 1));
        }

        Bounds longest(Duration longest) {
            return new Bounds(
                    new VideoLimits(limits.bytes(), limits.pixels(), limits.frames(), limits.memory(), longest, 1));
        }
    }

    static VideoFingerprinter with(Bounds bounds) {
        return new VideoFingerprinter(Ffmpeg.find(), Isolation.NAMESPACES, bounds.limits());
    }

    /** What a program in the sandbox said, and how it ended. */
    record Box(boolean ready, String said, String complained, int status) {}

    /** Runs any program in the sandbox as a decoder would run; the film is a file of two bytes. */
    static Box run(Isolation isolation, Path program, List<String> arguments) {
        try {
            Path film = Files.createTempFile("film", "");
            try {
                Files.writeString(film, "ab");
                return run(isolation, program, film, arguments);
            } finally {
                Files.delete(film);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Box run(Isolation isolation, Path program, Path film, List<String> arguments)
            throws IOException, InterruptedException {
        Duration patience = Duration.ofSeconds(20);
        Sandbox sandbox = new Sandbox(isolation, Ffmpeg.program(program).orElseThrow(), 1L << 30);
        try (RunningFilm running = RunningFilm.start(sandbox.command(film, patience, arguments), patience)) {
            InputStream output = running.output();
            byte[] first = output.readNBytes(Sandbox.READY.length() + 1);
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            int status = running.status();
            return new Box(
                    new String(first, StandardCharsets.UTF_8).equals(Sandbox.READY + "\n"),
                    said,
                    running.complaint(),
                    status);
        }
    }
}
