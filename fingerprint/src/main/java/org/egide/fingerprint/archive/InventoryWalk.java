package org.egide.fingerprint.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.egide.fingerprint.archive.Inventory.Entry;

/**
 * Walks the scanned folder level by level, with the folders still to be walked on disk: neither a folder of millions of
 * files nor millions of folders nor great depth costs memory.
 */
final class InventoryWalk {

    private final Path root;
    private final URI rootAddress;
    private final Path work;
    private final Set<Path> own;
    private final LongConsumer seen;
    private final InventoryRuns runs;

    /**
     * A walk.
     *
     * @param root the folder, without links in its path
     * @param work where to write
     * @param own the scan's own outputs, absolute and without links in their folder: not part of the archive
     * @param seen hears of every entry how many there are
     */
    InventoryWalk(Path root, Path work, Set<Path> own, LongConsumer seen) {
        this.root = root;
        this.rootAddress = root.toUri();
        this.work = work;
        this.own = own;
        this.seen = seen;
        this.runs = new InventoryRuns(work);
    }

    /** Makes the inventory: it is there, whole and on the disk, or it is not there. */
    void write(Path inventory) throws IOException {
        Path level = work.resolve("folders");
        Path next = work.resolve("folders-below");
        try (RecordFile.Writer first = new RecordFile.Writer(level, 0)) {
            first.append(folder(ArchivePath.ROOT));
            first.flush();
        }
        while (Files.size(level) > 0) {
            walk(level, next);
            Files.move(next, level, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(level);
        Path unfinished = work.resolve("inventory.unfinished");
        runs.merge(unfinished);
        Files.move(unfinished, inventory, StandardCopyOption.ATOMIC_MOVE);
        Durable.folder(work);
    }

    /** A record is never empty, the path of the root is. */
    private static byte[] folder(ArchivePath path) {
        byte[] payload = new byte[path.bytes().length + 1];
        System.arraycopy(path.bytes(), 0, payload, 1, path.bytes().length);
        return payload;
    }

    private void walk(Path level, Path next) throws IOException {
        try (RecordFile.Reader folders = new RecordFile.Reader(level, 0);
                RecordFile.Writer below = new RecordFile.Writer(next, 0)) {
            for (Optional<byte[]> at = folders.next(); at.isPresent(); at = folders.next()) {
                byte[] path = new byte[at.get().length - 1];
                System.arraycopy(at.get(), 1, path, 0, path.length);
                list(new ArchivePath(path), below);
            }
            below.flush();
        }
    }

    private void list(ArchivePath folder, RecordFile.Writer below) throws IOException {
        try (Listing listing = Listing.of(folder.below(root, rootAddress))) {
            for (Optional<Path> child = listing.next(); child.isPresent(); child = listing.next()) {
                if (!own.contains(child.get())) {
                    add(folder.child(child.get()), child.get(), below);
                }
            }
            if (listing.failure.isPresent()) {
                add(Entry.skipped(folder, listing.failure.get()));
            }
        } catch (FolderUnreadable unreadable) {
            add(Entry.skipped(folder, unreadable.skip));
        }
    }

    private void add(ArchivePath path, Path child, RecordFile.Writer below) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException unreadable) {
            add(Entry.skipped(path, Examination.skip(unreadable)));
            return;
        }
        if (attributes.isDirectory()) {
            below.append(folder(path));
        } else if (attributes.isRegularFile()) {
            add(Entry.file(
                    path, attributes.size(), attributes.lastModifiedTime().toMillis()));
        } else {
            add(Entry.skipped(path, attributes.isSymbolicLink() ? Skip.LINK : Skip.SPECIAL));
        }
    }

    private void add(Entry entry) throws IOException {
        runs.add(entry);
        seen.accept(runs.count());
    }

    /** The children of one folder; a failure ends them and is kept, so that it is never taken for ours. */
    private static final class Listing implements AutoCloseable {

        private final DirectoryStream<Path> stream;
        private final Iterator<Path> children;
        private Optional<Skip> failure = Optional.empty();

        private Listing(DirectoryStream<Path> stream) {
            this.stream = stream;
            this.children = stream.iterator();
        }

        @SuppressWarnings("StreamResourceLeak") // closed with the listing
        static Listing of(Path folder) throws FolderUnreadable {
            try {
                return new Listing(Files.newDirectoryStream(folder));
            } catch (AccessDeniedException denied) {
                throw new FolderUnreadable(Skip.FOLDER_NO_PERMISSION, denied);
            } catch (NoSuchFileException gone) {
                throw new FolderUnreadable(Skip.VANISHED, gone);
            } catch (IOException other) {
                throw new FolderUnreadable(Skip.FOLDER_UNREADABLE, other);
            }
        }

        Optional<Path> next() {
            try {
                return children.hasNext() ? Optional.of(children.next()) : Optional.empty();
            } catch (DirectoryIteratorException broken) {
                failure = Optional.of(Skip.FOLDER_UNREADABLE);
                return Optional.empty();
            }
        }

        @Override
        public void close() throws FolderUnreadable {
            try {
                stream.close();
            } catch (IOException failed) {
                throw new FolderUnreadable(Skip.FOLDER_UNREADABLE, failed);
            }
        }
    }

    /** A folder of the archive failed, and not the scan's own files. */
    private static final class FolderUnreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final Skip skip;

        FolderUnreadable(Skip skip, IOException cause) {
            super(cause);
            this.skip = skip;
        }
    }
}
