package org.egide.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import org.egide.platform.database.DatabaseStartFailed.Code;

/**
 * Makes the data folder, once: an administrator nobody needs day by day, and Egide's own role without special rights that owns Egide's
 * database, so that a mistake in a query can neither read files nor start programs.
 */
record FirstSetup(Layout layout, Programs programs, Settings settings) {

    /** The role and the database of Egide have the same name. */
    static final String EGIDE = "egide";

    private static final String ADMINISTRATOR = "postgres";

    /** Does nothing if the data folder exists; what an interrupted setup left behind is thrown away and made anew. */
    void makeDataFolderIfAbsent() {
        if (Files.exists(layout.data())) {
            return;
        }
        try {
            Folders.delete(layout.unfinishedData());
            var password = newPassword(layout.password());
            newPassword(layout.administratorPassword());
            programs.account().takeOver(layout);
            succeeded(initdb());
            succeeded(createRoleAndDatabase(password));
            Files.move(layout.unfinishedData(), layout.data(), StandardCopyOption.ATOMIC_MOVE);
            try (var folder = FileChannel.open(layout.folder(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE, "The database folder " + layout.folder() + " cannot be written.", e);
        }
    }

    private boolean initdb() {
        return programs.run(
                settings.startPatience(),
                "",
                "initdb",
                "--pgdata=" + layout.unfinishedData(),
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + layout.administratorPassword(),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
    }

    private boolean createRoleAndDatabase(String password) {
        // Single-user mode needs no connection; each line is one statement.
        var statements = """
                CREATE ROLE %1$s LOGIN PASSWORD '%2$s'
                CREATE DATABASE %1$s OWNER %1$s
                """.formatted(EGIDE, password);
        return programs.run(
                settings.startPatience(),
                statements,
                "postgres",
                "--single",
                "-D",
                layout.unfinishedData().toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "log_min_error_statement=panic",
                ADMINISTRATOR);
    }

    private void succeeded(boolean success) {
        if (!success) {
            throw new DatabaseStartFailed(
                    Code.FIRST_SETUP_FAILED,
                    "PostgreSQL could not make its data folder in " + layout.folder() + "; " + layout.startLog()
                            + " tells why.");
        }
    }

    private static String newPassword(Path file) throws IOException {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, ownerOnly)) {
            var bytes = StandardCharsets.US_ASCII.encode(password);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return password;
    }
}
