package org.egide.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.egide.platform.database.DatabaseStartFailed.Code;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a private PostgreSQL refuses to start, and in which words. */
@Timeout(120)
final class PrivatePostgresRefusalTest {

    @TempDir
    private static Path parent;

    private final Path folder = parent.resolve("database");

    @Test
    void aSecondInstanceOnTheSameFolderIsRefusedInThisProcessAndInAnother() throws IOException, SQLException {
        try (var first = PostgresFixture.start(folder)) {
            refuses(
                    () -> PostgresFixture.start(folder),
                    Code.FOLDER_IN_USE,
                    "Another Egide already runs on the database folder " + folder.toRealPath());
            // The refusal above must not have loosened the lock that keeps other processes out.
            var other = PostgresOwner.launch(folder);
            try (var lines = other.inputReader(StandardCharsets.UTF_8)) {
                assertThat(lines.lines()).containsExactly(PostgresOwner.REFUSED + "database.folder-in-use");
            }
            assertThat(PostgresFixture.strings(first, "select 1")).containsExactly("1");
        }
    }

    @Test
    void aDataFolderOfAnotherMajorVersionIsRefusedAndLeftAsItIs(@TempDir Path other) throws IOException {
        var data = Files.createDirectory(other.resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        refuses(() -> PostgresFixture.start(other), Code.OTHER_MAJOR_VERSION, "made by PostgreSQL 17");
        try (var content = Files.list(data)) {
            assertThat(content).containsExactly(data.resolve("PG_VERSION"));
        }
    }

    @Test
    void aDataFolderThatIsNotPostgresqlsIsRefused(@TempDir Path other) throws IOException {
        Files.writeString(Files.createDirectory(other.resolve("data")).resolve("notes.txt"), "somebody's notes");

        refuses(() -> PostgresFixture.start(other), Code.FOLDER_NOT_OURS, "is not a PostgreSQL data folder");
    }

    @Test
    void aTakenPortThatWasAskedForIsRefusedAndTheFolderIsFreeAfterwards() throws IOException {
        PostgresFixture.start(folder).close();
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            var settings = Settings.smallMachine().withPort(taken.getLocalPort());
            refuses(() -> PrivatePostgres.start(folder, settings), Code.SERVER_ENDED_EARLY, "before it was ready");
        }
        PostgresFixture.start(folder).close();
    }

    @Test
    void aLostPasswordIsSaidSo() throws IOException {
        PostgresFixture.start(folder).close();
        var password = Files.readString(folder.resolve("password"));
        Files.delete(folder.resolve("password"));
        try {
            refuses(() -> PostgresFixture.start(folder), Code.PASSWORD_MISSING, "is missing or cannot be read");
        } finally {
            Files.writeString(folder.resolve("password"), password);
        }
    }

    @Test
    void aSetupThatWasInterruptedIsMadeAnew(@TempDir Path other) throws IOException, SQLException {
        Files.writeString(
                Files.createDirectory(other.resolve("data.unfinished")).resolve("PG_VERSION"), "18");
        Files.createDirectory(other.resolve("unfinished-binaries"));

        try (var postgres = PostgresFixture.start(other)) {
            assertThat(PostgresFixture.strings(postgres, "select 1")).containsExactly("1");
        }
        assertThat(other.resolve("data.unfinished")).doesNotExist();
    }

    @Test
    void rootWithoutNamespacesRunsTheServerAsTheFallbackAccountAndHandsTheFolderOver(@TempDir Path other)
            throws IOException, SQLException {
        Assumptions.assumeTrue(
                Folders.uid(Path.of("/proc/" + ProcessHandle.current().pid())) == 0, "needs root");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        var database = other.resolve("database");
        var layout = Layout.at(database);
        var account = ServerAccount.choose(layout, Settings.smallMachine(), () -> false);
        assertThat(account.owner().isRoot()).isFalse();
        account.takeOver(layout);

        // From here on the folder's owner decides, so an ordinary start takes the same way.
        try (var postgres = PostgresFixture.start(database)) {
            var process = Path.of("/proc/" + postgres.pid());
            assertThat(Folders.uid(process)).isEqualTo(account.owner().uid());
            assertThat(Folders.uid(layout.data())).isEqualTo(account.owner().uid());
            assertThat(PostgresFixture.strings(postgres, "select 1")).containsExactly("1");
        }
        PostgresFixture.start(database).close();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Settings.smallMachine().withPort(70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("port");
        assertThatThrownBy(() -> new Settings(
                        OptionalInt.empty(), 8, 40, 1024, true, Duration.ofMinutes(1), Duration.ofMinutes(1), "nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sharedBuffersMegabytes");
        assertThatThrownBy(() -> new Settings(
                        OptionalInt.empty(), 128, 40, 1024, true, Duration.ZERO, Duration.ofMinutes(1), "nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("startPatience");
    }

    private static void refuses(ThrowingCallable start, Code code, String words) {
        assertThatThrownBy(start).isInstanceOfSatisfying(DatabaseStartFailed.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(words);
        });
    }
}
