package org.egide.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A private PostgreSQL that another process of the same installation has started: where a command of the operator finds it.
 *
 * @param jdbcUrl its address
 * @param user the application's role
 * @param password the role's password
 */
public record RunningDatabase(String jdbcUrl, String user, String password) {
    private static final int PORT_LINE = 4;

    /** The server that runs on this folder, or nothing when none does. */
    public static Optional<RunningDatabase> on(Path folder) {
        var layout = Layout.at(folder);
        try {
            var file = PostmasterFile.read(layout.postmasterPid());
            if (file.isEmpty()
                    || ProcessHandle.of(file.get().pid()).isEmpty()
                    || !file.get().readyAs(file.get().pid())) {
                return Optional.empty();
            }
            var port = Files.readAllLines(layout.postmasterPid(), StandardCharsets.UTF_8)
                    .get(PORT_LINE - 1)
                    .strip();
            return Optional.of(new RunningDatabase(
                    "jdbc:postgresql://127.0.0.1:%s/%s?sslmode=disable&gssEncMode=disable"
                            .formatted(port, FirstSetup.EGIDE),
                    FirstSetup.EGIDE,
                    Files.readString(layout.password()).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "RunningDatabase[" + jdbcUrl + "]";
    }
}
