package org.egide.fingerprint;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The commands {@code hash} and {@code match}.
 *
 * <p>Exit status: 0 when every file was read, 1 when one was not, 2 for wrong usage or an unusable list. Results go to
 * standard output as CSV in UTF-8, everything else to standard error.
 */
public final class Commands {

    private static final String INSIDE_BORDERS = "--inside-borders";
    private static final String USAGE =
            "usage: hash [--inside-borders] PATH...   or   match --list FILE [--threshold 0..31] PATH...";

    private final PrintStream out;
    private final PrintStream err;

    /** Commands that write to these streams. */
    Commands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs one command and ends the process with its status. */
    public static void main(String... arguments) {
        ImageIO.setUseCache(false);
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = new Commands(out, err).run(arguments);
        out.flush();
        err.flush();
        System.exit(out.checkError() ? 1 : status);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }

    /** Runs one command and returns the exit status. */
    int run(String... arguments) {
        try {
            return command(new ArrayDeque<>(Arrays.asList(arguments)));
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            err.flush();
            return 2;
        }
    }

    private int command(Deque<String> arguments) throws UsageException {
        String command = arguments.isEmpty() ? "" : arguments.removeFirst();
        return switch (command) {
            case "hash" -> {
                boolean inside = INSIDE_BORDERS.equals(arguments.peekFirst());
                if (inside) {
                    arguments.removeFirst();
                }
                yield new HashCommand(out, err, inside).run(paths(arguments, List.of()));
            }
            case "match" -> match(arguments);
            case "" -> throw new UsageException("a command is missing; " + USAGE);
            default -> throw new UsageException("unknown command " + command + "; " + USAGE);
        };
    }

    private int match(Deque<String> arguments) throws UsageException {
        Path list = null;
        int threshold = NearDuplicateIndex.GREATEST_THRESHOLD;
        List<Path> before = new ArrayList<>();
        while (!arguments.isEmpty() && !arguments.element().equals("--")) {
            String argument = arguments.removeFirst();
            if (argument.equals("--list")) {
                list = path(value(argument, arguments));
            } else if (argument.equals("--threshold")) {
                threshold = threshold(value(argument, arguments));
            } else {
                before.add(path(positional(argument)));
            }
        }
        List<Path> paths = paths(arguments, before);
        if (list == null) {
            throw new UsageException("match needs --list FILE; " + USAGE);
        }
        return new MatchCommand(out, err, HashList.read(list), threshold).run(paths);
    }

    private static String value(String option, Deque<String> arguments) throws UsageException {
        if (arguments.isEmpty()) {
            throw new UsageException(option + " needs a value; " + USAGE);
        }
        return arguments.removeFirst();
    }

    private static int threshold(String text) throws UsageException {
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > NearDuplicateIndex.GREATEST_THRESHOLD) {
            throw new UsageException("--threshold is a whole number from 0 to " + NearDuplicateIndex.GREATEST_THRESHOLD
                    + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    /** After {@code --} everything is a path. */
    private static List<Path> paths(Deque<String> arguments, List<Path> before) throws UsageException {
        List<Path> paths = new ArrayList<>(before);
        boolean plain = false;
        for (String argument : arguments) {
            if (!plain && argument.equals("--")) {
                plain = true;
            } else {
                paths.add(path(plain ? argument : positional(argument)));
            }
        }
        if (paths.isEmpty()) {
            throw new UsageException("at least one PATH is needed; " + USAGE);
        }
        return paths;
    }

    private static String positional(String argument) throws UsageException {
        if (argument.startsWith("--")) {
            throw new UsageException("unknown option " + argument + "; " + USAGE);
        }
        return argument;
    }

    private static Path path(String text) throws UsageException {
        if (text.isEmpty()) {
            throw new UsageException("an empty PATH names nothing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new UsageException("not a path: " + invalid.getReason());
        }
    }
}
