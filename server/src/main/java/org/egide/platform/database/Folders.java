package org.egide.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What is done to whole folders: deleting, handing over to an account, forcing to disk. Symbolic links are never followed. */
final class Folders {

    private Folders() {}

    private interface Step {
        void on(Path path) throws IOException;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            contentFirst(folder, Files::delete);
        }
    }

    /** Changes the owner of the folder last, so that an interrupted hand-over is seen and repeated. */
    static void giveTo(int uid, int gid, Path folder) throws IOException {
        contentFirst(folder, path -> giveOnly(uid, gid, path));
    }

    static void giveOnly(int uid, int gid, Path path) throws IOException {
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }

    /** Forces all files to disk, so that after a loss of power a folder with its final name is complete. */
    static void flush(Path folder) throws IOException {
        contentFirst(folder, path -> {
            if (!Files.isSymbolicLink(path)) {
                try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        });
    }

    static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    static int gid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    }

    private static void contentFirst(Path folder, Step step) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                step.on(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                step.on(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
