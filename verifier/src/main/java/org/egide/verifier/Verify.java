package org.egide.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The command {@code verify [--identity FILE] [--signer FINGERPRINT] [--limit MEGABYTES] PATH}.
 *
 * <p>Prints one numbered line for each check and the signer's fingerprint. Status 0 when every check held, 1 when one
 * did not, 2 when the command was used wrongly. Never prints a stack trace.
 */
public final class Verify {
    private static final String USAGE =
            "usage: verify [--identity FILE] [--signer SHA256-FINGERPRINT] [--limit MEGABYTES] PATH";
    private static final long MEGABYTE = 1024L * 1024;

    private final PrintStream out;
    private final PrintStream err;

    public Verify(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and leaves with its status. */
    public static void main(String[] args) {
        System.exit(new Verify(System.out, System.err).run(List.of(args)));
    }

    /** Runs the command and returns its status. */
    public int run(List<String> arguments) {
        try {
            return print(verdict(Request.of(arguments)));
        } catch (WrongUse wrong) {
            err.println("verify: " + wrong.getMessage());
            err.println(USAGE);
            return 2;
        } catch (OutOfMemoryError tooLittle) {
            err.println("verify: the file needs more memory than this program was given.");
            return 1;
        }
    }

    private static Verdict verdict(Request request) {
        var gathering = new Verdict.Gathering();
        var content = new AtomicReference<byte[]>(new byte[0]);
        boolean read = gathering.look(Check.FILE, () -> {
            content.set(bounded(request.path(), request.expectations().limits()));
            return "";
        });
        return read
                ? Checkable.recognise(content.get(), folder(request.path())).check(request.expectations())
                : gathering.verdict(Optional.empty());
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    private static byte[] bounded(Path path, Limits limits) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes((int) limits.bytes() + 1);
            if (bytes.length > limits.bytes()) {
                throw new Refused(
                        RefusalCode.FILE_TOO_LARGE,
                        "The file is larger than " + limits.bytes() / MEGABYTE + " MB; raise --limit if it may be.");
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new Refused(RefusalCode.FILE_UNREADABLE, "The file cannot be read.", unreadable);
        }
    }

    private int print(Verdict verdict) {
        int number = 1;
        for (Finding finding : verdict.findings()) {
            String state = finding.refusal()
                    .map(code -> "FAILED  [" + code.code() + "] ")
                    .orElse("OK      ");
            out.println(String.format(Locale.ROOT, "%2d. ", number++) + state + finding.words());
        }
        verdict.signer().ifPresent(fingerprint -> {
            out.println("Signer's certificate, SHA-256 fingerprint:");
            out.println("    " + fingerprint);
            out.println("Compare it with the fingerprint that the organisation publishes.");
        });
        out.println(
                verdict.held()
                        ? "Result: every check held."
                        : "Result: NOT VERIFIED. Do not rely on this file; ask for it again.");
        return verdict.held() ? 0 : 1;
    }

    private record Request(Path path, Expectations expectations) {
        static Request of(List<String> arguments) {
            var expectations = Expectations.NONE;
            Optional<Path> path = Optional.empty();
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (argument.startsWith("--")) {
                    i++;
                    if (i == arguments.size()) {
                        throw new WrongUse(PackageLayout.shown(argument) + " needs a value.");
                    }
                    expectations = with(expectations, argument, arguments.get(i));
                } else if (path.isPresent()) {
                    throw new WrongUse("one PATH is checked at a time.");
                } else {
                    path = Optional.of(file(argument));
                }
            }
            return new Request(path.orElseThrow(() -> new WrongUse("the PATH is missing.")), expectations);
        }

        private static Expectations with(Expectations expectations, String option, String value) {
            return switch (option) {
                case "--identity" -> expectations.withIdentity(identity(file(value)));
                case "--signer" -> expectations.withSigner(fingerprint(value));
                case "--limit" -> expectations.withLimits(limits(value));
                default -> throw new WrongUse("there is no option " + PackageLayout.shown(option) + ".");
            };
        }

        private static Path file(String text) {
            try {
                Path path = Path.of(text);
                if (!Files.isRegularFile(path)) {
                    throw new WrongUse("there is no file " + PackageLayout.shown(text) + ".");
                }
                return path;
            } catch (InvalidPathException malformed) {
                throw new WrongUse(PackageLayout.shown(text) + " cannot be a path.", malformed);
            }
        }

        private static String identity(Path file) {
            try {
                if (Files.size(file) > MEGABYTE) {
                    throw new WrongUse("the identity file is too large to be one.");
                }
                return Files.readString(file);
            } catch (MalformedInputException binary) {
                throw new WrongUse("the identity file is not text.", binary);
            } catch (IOException unreadable) {
                throw new WrongUse("the identity file cannot be read.", unreadable);
            }
        }

        private static String fingerprint(String text) {
            String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
            if (!Digest.SHA256.isForm(digits)) {
                throw new WrongUse("a fingerprint has 64 hexadecimal digits, with or without colons.");
            }
            return digits;
        }

        private static Limits limits(String text) {
            try {
                return Limits.USUAL.withBytes(Math.multiplyExact(Long.parseLong(text), MEGABYTE));
            } catch (ArithmeticException | IllegalArgumentException wrong) {
                throw new WrongUse("the limit is a number of megabytes, 1 to 2047.", wrong);
            }
        }
    }

    /** The command was used wrongly: one sentence. */
    private static final class WrongUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongUse(String words) {
            super(words);
        }

        WrongUse(String words, Throwable cause) {
            super(words, cause);
        }
    }
}
