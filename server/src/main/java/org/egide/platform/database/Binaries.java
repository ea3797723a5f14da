package org.egide.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.egide.platform.database.DatabaseStartFailed.Code;

/** The programs of PostgreSQL, unpacked once into a folder whose name tells which archive it came from. */
record Binaries(Path folder) {

    static final String MAJOR_VERSION = "18";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String PREFIX = "binaries-";

    /** Unpacks the archive unless a complete folder of the same archive is there; an upgraded archive has another name and unpacks anew. */
    static Binaries in(Layout layout) {
        var archive = archive();
        try {
            var target = layout.folder().resolve(PREFIX + fingerprint(archive));
            if (!Files.isDirectory(target)) {
                var unfinished = layout.folder().resolve("unfinished-binaries");
                Folders.delete(unfinished);
                try (var stream = archive.openStream()) {
                    unpack(stream, unfinished);
                }
                Folders.flush(unfinished);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Binaries(target);
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE, "PostgreSQL could not be unpacked into " + layout.folder() + ".", e);
        }
    }

    static boolean isBinaries(Path path) {
        return path.getFileName().toString().startsWith(PREFIX);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Removes the programs of former versions; to be called when none of them runs any more. */
    void deleteFormer() throws IOException {
        try (var siblings = Files.newDirectoryStream(folder.getParent(), PREFIX + "*")) {
            for (var sibling : siblings) {
                if (!sibling.equals(folder)) {
                    Folders.delete(sibling);
                }
            }
        }
    }

    private static URL archive() {
        var machine = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        var found = Binaries.class.getResource(ARCHIVE);
        if (found == null || !machine.equals("Linux amd64")) {
            throw new DatabaseStartFailed(
                    Code.BINARIES_MISSING,
                    "No PostgreSQL for this machine (" + machine
                            + ") is part of this Egide. Use a PostgreSQL server of your own.");
        }
        return found;
    }

    // The archive carries no version that can be read without unpacking it; checksum and size stand in the jar's own
    // directory, so the
    // fifteen megabytes need not be read at each start.
    private static String fingerprint(URL archive) throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection inJar) {
            try (var jar = inJar.getJarFile()) {
                var entry = jar.getEntry(inJar.getEntryName());
                return fingerprint(entry.getCrc(), entry.getSize());
            }
        }
        try (var stream = connection.getInputStream()) {
            return fingerprint(connection.getLastModified(), stream.available());
        }
    }

    private static String fingerprint(long mark, long size) {
        return MAJOR_VERSION + "-" + String.format(Locale.ROOT, "%08x-%x", mark, size);
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        Files.createDirectory(target);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                // Static libraries serve only those who compile against PostgreSQL.
                if (!entry.getName().endsWith(".a")) {
                    unpack(tar, entry, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var path = inside(target, target.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            var link = Path.of(entry.getLinkName());
            inside(target, path.resolveSibling(link));
            Files.createSymbolicLink(path, link);
        } else if (entry.isFile()) {
            Files.copy(tar, path);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException("neither file, folder nor symbolic link: " + entry.getName());
        }
    }

    private static Path inside(Path target, Path path) throws IOException {
        var normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("leads out of the archive: " + path);
        }
        return normal;
    }
}
