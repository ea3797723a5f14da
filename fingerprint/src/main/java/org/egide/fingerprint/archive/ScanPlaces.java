package org.egide.fingerprint.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a scan writes: four outputs side by side, and until they are there a work folder.
 *
 * @param hits the table that {@code --out} names
 * @param files the table of all files
 * @param summary for people
 * @param manifest what {@code verify} checks, the last to appear
 * @param work the work folder, gone when the scan is finished
 */
record ScanPlaces(Path hits, Path files, Path summary, Path manifest, Path work) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    static ScanPlaces of(Path out) throws ScanStopped {
        Path name = out.getFileName();
        if (name == null || !NAME.matcher(name.toString()).matches()) {
            throw wrong("the file name of --out consists of at most 100 letters, digits, points, _ and -");
        }
        try {
            Path folder = out.toAbsolutePath().resolveSibling("").toRealPath();
            return new ScanPlaces(
                    folder.resolve(name),
                    folder.resolve(name + ".files.csv"),
                    folder.resolve(name + ".summary.txt"),
                    folder.resolve(name + ".manifest.json"),
                    folder.resolve(name + ".scan"));
        } catch (IOException absent) {
            throw wrong("the folder of --out does not exist");
        }
    }

    private static ScanStopped wrong(String sentence) {
        return new ScanStopped(ScanStopped.Reason.WRONG_USE, sentence);
    }

    /** Where the outputs lie. */
    Path folder() {
        return work.resolveSibling("");
    }

    /** What of the scanned folder is the scan's own. */
    Set<Path> own() {
        return Set.of(hits, files, summary, manifest, work);
    }

    Path journal() {
        return work.resolve("journal");
    }

    Path inventory() {
        return work.resolve("inventory");
    }

    /** Whether nothing is left to do. */
    boolean finished() {
        return exists(manifest) && !exists(work);
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes the work folder if need be, for one process at a time. */
    Lock lock(boolean resume) throws IOException, ScanStopped {
        boolean begun = exists(work);
        if (!begun && !resume && (exists(hits) || exists(files) || exists(summary) || exists(manifest))) {
            throw begun();
        }
        try {
            Files.createDirectory(work);
        } catch (FileAlreadyExistsException before) {
            begun = true;
        }
        Lock lock = Lock.take(work.resolve("lock"));
        if (begun && !resume) {
            lock.close();
            throw begun();
        }
        return lock;
    }

    private ScanStopped begun() {
        return new ScanStopped(
                ScanStopped.Reason.ALREADY_BEGUN,
                "a scan with the output " + hits + " was begun before; go on with --resume or name another --out");
    }

    /** Removes the work folder; the lock goes last. */
    void clear() throws IOException {
        Path lock = work.resolve("lock");
        try (DirectoryStream<Path> children = Files.newDirectoryStream(work)) {
            for (Path child : children) {
                if (!child.equals(lock)) {
                    Files.delete(child);
                }
            }
        }
        Files.deleteIfExists(lock);
        Files.delete(work);
    }

    /** Held by one process; the system lets go of it when the process dies, however it dies. */
    static final class Lock implements AutoCloseable {

        private final FileChannel file;

        private Lock(FileChannel file) {
            this.file = file;
        }

        private static Lock take(Path path) throws IOException, ScanStopped {
            FileChannel file;
            try {
                file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (NoSuchFileException finished) {
                throw busy();
            }
            // A finished scan removes its lock: one that is no longer there protects nothing.
            if (tryLock(file) == null || !exists(path)) {
                file.close();
                throw busy();
            }
            return new Lock(file);
        }

        private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
            try {
                return file.tryLock();
            } catch (OverlappingFileLockException sameProcess) {
                return null;
            }
        }

        private static ScanStopped busy() {
            return new ScanStopped(
                    ScanStopped.Reason.BUSY, "another process works on this scan at this moment; wait for its end");
        }

        void requireHeld() {
            if (!file.isOpen()) {
                throw new IllegalStateException("the lock was let go");
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
