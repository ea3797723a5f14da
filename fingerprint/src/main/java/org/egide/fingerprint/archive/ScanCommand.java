package org.egide.fingerprint.archive;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.egide.fingerprint.NearDuplicateIndex;

/**
 * The command {@code scan --list FILE [--list FILE]... --out FILE [--threshold N] [--workers N] [--resume] DIR}.
 *
 * <p>Exit status: 0 when everything was read, 1 when the scan ended but something could not be read, 2 for a scan that
 * was not begun, 3 for one that stopped and can go on with {@code --resume}. The summary goes to standard output,
 * progress and refusals to standard error.
 */
public final class ScanCommand {

    private static final String USAGE =
            "usage: scan --list FILE [--list FILE]... --out FILE [--threshold 0..31] [--workers N] [--resume] DIR";

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    ScanCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** Runs the command and ends the process with its status. */
    public static void main(String... arguments) {
        ImageIO.setUseCache(false);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new ScanCommand(out, err, Clock.systemUTC()).run(arguments));
    }

    /** Runs the command and returns the exit status. */
    int run(String... arguments) {
        try {
            return scan(settings(new ArrayDeque<>(List.of(arguments))));
        } catch (ScanStopped stopped) {
            err.println("scan: " + stopped.getMessage());
            return stopped.reason() == ScanStopped.Reason.DAMAGED ? 3 : 2;
        } catch (IOException failed) {
            err.println("scan: the scan's own files cannot be written or read (" + reason(failed)
                    + "); when that is mended, run the same command with --resume");
            return 3;
        } catch (OutOfMemoryError tooLittle) {
            err.println("scan: the lists need more memory than this process has;"
                    + " set EGIDE_JAVA_OPTIONS=-Xmx4g or more and run the same command with --resume");
            return 3;
        }
    }

    private static String reason(IOException failed) {
        String text = failed instanceof FileSystemException file ? file.getReason() : failed.getMessage();
        return text == null ? failed.getClass().getSimpleName() : text;
    }

    private int scan(ScanSettings settings) throws IOException, ScanStopped {
        Optional<ArchiveScan.Result> result = new ArchiveScan(settings, err, clock).run();
        if (result.isEmpty()) {
            err.println("scan: this scan was finished before; its outputs are there");
            return 0;
        }
        out.print(result.get().summary());
        out.println("manifest " + result.get().manifest());
        out.println("keep its SHA-256 apart from it: " + result.get().manifestSha256());
        return result.get().tally().unread() == 0 ? 0 : 1;
    }

    private static ScanSettings settings(Deque<String> arguments) throws ScanStopped {
        List<Path> lists = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        Optional<Path> out = Optional.empty();
        boolean resume = false;
        int threshold = NearDuplicateIndex.GREATEST_THRESHOLD;
        int workers = Runtime.getRuntime().availableProcessors();
        while (!arguments.isEmpty()) {
            String argument = arguments.removeFirst();
            switch (argument) {
                case "--list" -> lists.add(path(value(argument, arguments)));
                case "--out" -> out = Optional.of(path(value(argument, arguments)));
                case "--threshold" -> threshold = number(argument, arguments, 0, NearDuplicateIndex.GREATEST_THRESHOLD);
                case "--workers" -> workers = number(argument, arguments, 1, 1_000);
                case "--resume" -> resume = true;
                default -> folders.add(path(positional(argument)));
            }
        }
        if (lists.isEmpty() || out.isEmpty() || folders.size() != 1) {
            throw wrong("at least one --list, one --out and one DIR are needed");
        }
        return new ScanSettings(
                folders.getFirst(),
                lists,
                out.get(),
                resume,
                threshold,
                workers,
                ScanSettings.fitting(Runtime.getRuntime().maxMemory()));
    }

    private static String positional(String argument) throws ScanStopped {
        if (argument.startsWith("--")) {
            throw wrong("unknown option " + argument);
        }
        return argument;
    }

    private static String value(String option, Deque<String> arguments) throws ScanStopped {
        if (arguments.isEmpty()) {
            throw wrong(option + " needs a value");
        }
        return arguments.removeFirst();
    }

    private static int number(String option, Deque<String> arguments, int least, int most) throws ScanStopped {
        String text = value(option, arguments);
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw wrong(option + " is a whole number from " + least + " to " + most + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    private static Path path(String text) throws ScanStopped {
        if (text.isEmpty()) {
            throw wrong("an empty path names nothing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw wrong("not a path: " + invalid.getReason());
        }
    }

    private static ScanStopped wrong(String sentence) {
        return new ScanStopped(ScanStopped.Reason.WRONG_USE, sentence + "; " + USAGE);
    }
}
