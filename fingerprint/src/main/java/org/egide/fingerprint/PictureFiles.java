package org.egide.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.egide.fingerprint.Fingerprints.Perceptual;

/**
 * Fingerprints the files under some paths with one thread a core, and prints in the order of the walk: paths as given,
 * folders sorted. No more than a few files are in hand at any time.
 *
 * <p>Links to files are followed, links to folders are not. A file that cannot be read or is no picture is told on
 * standard error as {@code path: REASON: sentence}.
 */
final class PictureFiles {

    private static final int FILES_AHEAD_PER_CORE = 4;
    private static final long BYTES_OF_HEAP_A_PIXEL = 12;

    private final PrintStream out;
    private final PrintStream err;
    private final Limits limits = fitting(Runtime.getRuntime().maxMemory());
    private final Fingerprinter fingerprinter = new Fingerprinter(limits);
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private boolean failed;

    /** What to print of one file. */
    record Output(String result, String note, boolean failure) {

        Output(String result, String note) {
            this(result, note, false);
        }

        static Output failure(Path path, String reason, String detail) {
            return new Output("", path + ": " + reason + ": " + detail + "\n", true);
        }
    }

    private record Pending(Path path, Future<Output> output) {}

    /** What a command makes of one picture. */
    interface Use {
        Output of(Path path, ExactHashes exact, Perceptual perceptual);
    }

    PictureFiles(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The default limits, with no larger pictures than this heap can hold. */
    private static Limits fitting(long heap) {
        Limits usual = Limits.DEFAULT;
        long pixels = Math.clamp(heap / BYTES_OF_HEAP_A_PIXEL, 1, usual.pixels());
        return new Limits(usual.bytes(), pixels, usual.frames());
    }

    /** Exit status: 0, or 1 if any file failed. */
    int each(List<Path> paths, Use use) {
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            for (Path path : paths) {
                walk(path, Files.isDirectory(path), use, workers);
            }
            while (!pending.isEmpty()) {
                print();
            }
        }
        out.flush();
        err.flush();
        return failed ? 1 : 0;
    }

    private void walk(Path path, boolean folder, Use use, ExecutorService workers) {
        if (!folder) {
            submit(workers, path, () -> output(path, use));
            return;
        }
        List<Path> children;
        try (Stream<Path> listed = Files.list(path)) {
            children =
                    listed.sorted(Comparator.comparing(PictureFiles::sortKey)).toList();
        } catch (IOException unreadable) {
            submit(workers, path, () -> Output.failure(path, "UNREADABLE", "the folder cannot be listed"));
            return;
        }
        for (Path child : children) {
            walk(child, Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS), use, workers);
        }
    }

    /** With this key the walk has the order of the printed paths. */
    private static String sortKey(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? path + "/" : path.toString();
    }

    private void submit(ExecutorService workers, Path path, Callable<Output> work) {
        pending.addLast(new Pending(path, workers.submit(work)));
        if (pending.size() >= cores * FILES_AHEAD_PER_CORE) {
            print();
        }
    }

    private void print() {
        Output output = await(pending.removeFirst());
        out.print(output.result());
        if (!output.note().isEmpty()) {
            err.print(output.note());
            err.flush();
        }
        failed |= output.failure();
    }

    private static Output await(Pending pending) {
        try {
            return pending.output().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException defect) {
            if (defect.getCause() instanceof OutOfMemoryError) {
                return Output.failure(
                        pending.path(), "OUT_OF_MEMORY", "the memory of this process is too small for it");
            }
            throw new IllegalStateException(defect.getCause());
        }
    }

    private Output output(Path path, Use use) {
        try {
            if (!Files.isRegularFile(path)) {
                return absent(path);
            }
            if (Files.size(path) > limits.bytes()) {
                return Output.failure(path, "TOO_LARGE", "more than " + limits.bytes() + " bytes, which is the limit");
            }
            return output(path, fingerprinter.of(bytes(path)), use);
        } catch (AccessDeniedException denied) {
            return Output.failure(path, "UNREADABLE", "permission denied");
        } catch (NoSuchFileException vanished) {
            return absent(path);
        } catch (IOException unreadable) {
            return Output.failure(path, "UNREADABLE", "the file cannot be read");
        }
    }

    private static Output absent(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? Output.failure(path, "NOT_A_FILE", "neither a file nor a link to one")
                : Output.failure(path, "NOT_FOUND", "there is no such file");
    }

    /** A file may grow while it is read: one byte more than the limit is enough to be refused. */
    private byte[] bytes(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes((int) limits.bytes() + 1);
        }
    }

    private static Output output(Path path, Fingerprints fingerprints, Use use) {
        return fingerprints
                .perceptual()
                .map(perceptual -> use.of(path, fingerprints.exact(), perceptual))
                .orElseGet(() -> refused(path, fingerprints.refusal().orElseThrow()));
    }

    private static Output refused(Path path, Refusal refusal) {
        return Output.failure(path, refusal.reason().name(), refusal.detail());
    }
}
