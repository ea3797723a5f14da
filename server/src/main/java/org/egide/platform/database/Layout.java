package org.egide.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.egide.platform.database.DatabaseStartFailed.Code;

/** Where things lie in the folder of a private PostgreSQL. Everything but the binaries is readable by the owner only. */
record Layout(Path folder) {

    /** Creates the folder and its log folder if absent, and names it by its real path, as the operating system will report it. */
    static Layout at(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            var layout = new Layout(folder.toRealPath());
            if (!Files.isDirectory(layout.log())) {
                Files.createDirectory(
                        layout.log(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return layout;
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE, "The database folder " + folder + " cannot be created or written.", e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    /** The data folder while the first setup is at work; complete ones are renamed to {@link #data()}. */
    Path unfinishedData() {
        return folder.resolve("data.unfinished");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path log() {
        return folder.resolve("log");
    }

    /** What the server and its tools say before the rotated log is open. */
    Path startLog() {
        return log().resolve("start.log");
    }

    Path password() {
        return folder.resolve("password");
    }

    Path administratorPassword() {
        return folder.resolve("administrator-password");
    }

    Path postmasterPid() {
        return data().resolve("postmaster.pid");
    }

    /** The major version that made the data folder; empty when there is no data folder yet. */
    Optional<String> majorVersion() {
        if (!Files.exists(data())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(data().resolve("PG_VERSION")).strip());
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_NOT_OURS, data() + " exists, but is not a PostgreSQL data folder that can be read.", e);
        }
    }
}
