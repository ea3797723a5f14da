package org.egide.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.egide.platform.database.DatabaseStartFailed.Code;
import org.jspecify.annotations.Nullable;

/** The right to be the only owner of a database folder; the operating system takes it back when the process dies. */
final class FolderLock implements AutoCloseable {

    // The kernel forgets all locks of a process on a file as soon as any handle on that file is closed. A second
    // attempt within this
    // process must therefore be refused before the file is opened, or it would silently unlock the first owner.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock take(Layout layout) {
        var file = layout.lock();
        if (!HELD_HERE.add(file)) {
            throw inUse(layout);
        }
        try {
            return locked(layout, file);
        } catch (IOException e) {
            HELD_HERE.remove(file);
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE, "The lock " + file + " of the database folder cannot be taken.", e);
        } catch (DatabaseStartFailed e) {
            HELD_HERE.remove(file);
            throw e;
        }
    }

    private static FolderLock locked(Layout layout, Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw inUse(layout);
        }
        return new FolderLock(file, channel);
    }

    private static DatabaseStartFailed inUse(Layout layout) {
        return new DatabaseStartFailed(
                Code.FOLDER_IN_USE,
                "Another Egide already runs on the database folder " + layout.folder()
                        + ". Stop that one, or give this one a folder of its own.");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
