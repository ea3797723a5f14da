package org.egide.fingerprint.video;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.egide.fingerprint.video.VideoFingerprint.Ending;

/**
 * The command {@code video PATH...} and {@code video --compare QUERY COMPARED}.
 *
 * <p>The first prints CSV {@code path,second,pdq,quality} for every second of every film, those of low quality included;
 * folders are walked. The second prints both percentages as one line of JSON. Exit status: 0 when every film was read
 * to its end, 1 when one was not (standard error says why, as {@code path: REASON: sentence}), 2 for wrong usage.
 */
public final class VideoCommand {

    private static final String USAGE = "usage: video [--ffmpeg PROGRAM] [--limits-only] PATH...   or"
            + "   video [--ffmpeg PROGRAM] [--limits-only] [--threshold 0..31] --compare QUERY COMPARED";

    private final PrintStream out;
    private final PrintStream err;

    /** Wrong usage; the message is the sentence for the person who typed it. */
    private static final class WrongUse extends Exception {
        private static final long serialVersionUID = 1;

        WrongUse(String sentence) {
            super(sentence + "; " + USAGE);
        }
    }

    private static final class Asked {
        private Optional<Path> ffmpeg = Ffmpeg.find();
        private Isolation isolation = Isolation.NAMESPACES;
        private int threshold = VideoMatch.THRESHOLD;
        private boolean compare;
        private final List<Path> paths = new ArrayList<>();
    }

    VideoCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and ends the process with its status. */
    public static void main(String... arguments) throws InterruptedException {
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = new VideoCommand(out, err).run(arguments);
        System.exit(out.checkError() ? 1 : status);
    }

    /** Runs the command and returns the exit status. */
    int run(String... arguments) throws InterruptedException {
        try {
            Asked asked = asked(new ArrayDeque<>(List.of(arguments)));
            VideoFingerprinter reader = new VideoFingerprinter(asked.ffmpeg, asked.isolation, VideoLimits.DEFAULT);
            return asked.compare ? compare(reader, asked) : print(reader, asked.paths);
        } catch (WrongUse wrong) {
            err.println(wrong.getMessage());
            return 2;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static Asked asked(Deque<String> arguments) throws WrongUse {
        Asked asked = new Asked();
        boolean plain = false;
        while (!arguments.isEmpty()) {
            String argument = arguments.removeFirst();
            if (plain || !argument.startsWith("--")) {
                asked.paths.add(path(argument));
                continue;
            }
            switch (argument) {
                case "--" -> plain = true;
                case "--ffmpeg" ->
                    asked.ffmpeg = Optional.of(path(value(argument, arguments)).toAbsolutePath());
                case "--limits-only" -> asked.isolation = Isolation.LIMITS_ONLY;
                case "--threshold" -> asked.threshold = threshold(value(argument, arguments));
                case "--compare" -> asked.compare = true;
                default -> throw new WrongUse("unknown option " + argument);
            }
        }
        if (asked.compare ? asked.paths.size() != 2 : asked.paths.isEmpty()) {
            throw new WrongUse(asked.compare ? "--compare needs two films" : "at least one PATH is needed");
        }
        return asked;
    }

    private static String value(String option, Deque<String> arguments) throws WrongUse {
        if (arguments.isEmpty()) {
            throw new WrongUse(option + " needs a value");
        }
        return arguments.removeFirst();
    }

    private static int threshold(String text) throws WrongUse {
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > VideoMatch.THRESHOLD) {
            throw new WrongUse("--threshold is a whole number from 0 to " + VideoMatch.THRESHOLD + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    private static Path path(String text) throws WrongUse {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException invalid) {
            throw new WrongUse("not a path: " + invalid.getReason());
        }
        throw new WrongUse("an empty PATH names nothing");
    }

    private int print(VideoFingerprinter reader, List<Path> paths) throws InterruptedException {
        out.print("path,second,pdq,quality\n");
        boolean whole = true;
        for (Path path : paths) {
            for (Path film : films(path)) {
                whole &= read(reader, film).filter(read -> print(film, read)).isPresent();
            }
        }
        return whole ? 0 : 1;
    }

    /** Folders in order; links to folders are not followed. */
    private List<Path> films(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            return below.filter(file -> !Files.isDirectory(file)).sorted().toList();
        } catch (IOException unreadable) {
            return List.of(path);
        }
    }

    /** True if the film was read to its end. */
    private boolean print(Path film, VideoFingerprint read) {
        for (VideoFrame frame : read.frames()) {
            out.print(quoted(film.toString()) + "," + frame.second() + ","
                    + frame.hashes().full().pdq().hex() + "," + frame.quality() + "\n");
        }
        out.flush();
        return read.ending() == Ending.COMPLETE;
    }

    private Optional<VideoFingerprint> read(VideoFingerprinter reader, Path film) throws InterruptedException {
        return switch (reader.of(film)) {
            case VideoReading.Refused refused -> {
                err.println(film + ": " + refused.refusal().reason() + ": "
                        + refused.refusal().detail());
                yield Optional.empty();
            }
            case VideoFingerprint read -> {
                note(film, read);
                yield Optional.of(read);
            }
        };
    }

    private void note(Path film, VideoFingerprint read) {
        String sentence = switch (read.ending()) {
            case COMPLETE -> "";
            case TOO_MANY_FRAMES -> "the film is longer than is hashed";
            case TOO_SLOW -> "the time was over before the film was";
            case DAMAGED -> "the film's data end early or cannot be decoded to the end";
        };
        if (!sentence.isEmpty()) {
            err.println(film + ": " + read.ending() + ": " + sentence + "; hashed to second "
                    + read.frames().getLast().second());
        }
    }

    private int compare(VideoFingerprinter reader, Asked asked) throws InterruptedException {
        Optional<VideoFingerprint> query = read(reader, asked.paths.getFirst());
        Optional<VideoFingerprint> compared = read(reader, asked.paths.getLast());
        if (query.isEmpty() || compared.isEmpty()) {
            return 1;
        }
        VideoMatch match = VideoMatch.of(query.get(), compared.get(), asked.threshold);
        out.printf(
                Locale.ROOT,
                "{\"query_found_percent\":%.1f,\"compared_found_percent\":%.1f,\"query_frames\":%d,"
                        + "\"compared_frames\":%d,\"threshold\":%d,\"orientation\":\"%s\"}%n",
                match.queryFoundPercent(),
                match.comparedFoundPercent(),
                match.queryFrames(),
                match.comparedFrames(),
                match.threshold(),
                match.orientation());
        boolean whole =
                query.get().ending() == Ending.COMPLETE && compared.get().ending() == Ending.COMPLETE;
        return whole ? 0 : 1;
    }

    /** By RFC 4180. */
    private static String quoted(String field) {
        boolean needed = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
