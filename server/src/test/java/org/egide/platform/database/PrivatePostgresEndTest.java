package org.egide.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a private PostgreSQL ends, in order and out of order, and how it starts after that. */
@Timeout(120)
final class PrivatePostgresEndTest {

    @TempDir
    private static Path parent;

    private final Path folder = parent.resolve("database");
    private final Path postmasterPid = folder.resolve("data/postmaster.pid");

    @RepeatedTest(3)
    void acknowledgedRowsSurviveTheSuddenDeathOfTheOwnerAndTheServerStopsByItself() throws IOException, SQLException {
        var owner = PostgresOwner.launch(folder);
        var printed = new ArrayList<String>();
        try (var lines = owner.inputReader(StandardCharsets.UTF_8)) {
            var server = serverOf(lines);
            readSome(lines, printed);
            owner.toHandle().destroyForcibly();
            lines.lines().forEach(printed::add);
            PostgresFixture.awaitEnd(server);
        }

        assertThat(owner.onExit().join().exitValue()).isEqualTo(128 + 9);
        assertThat(postmasterPid).doesNotExist();
        assertThat(logOfToday()).contains("database system is shut down");
        try (var postgres = PostgresFixture.start(folder)) {
            var stored = PostgresFixture.strings(postgres, "select number from numbers");
            assertThat(printed).hasSizeGreaterThanOrEqualTo(20);
            assertThat(stored).containsAll(numbers(printed));
        }
    }

    @Test
    void askedToEndTheOwnerClosesItsConnectionAndThenTheServer() throws IOException {
        var owner = PostgresOwner.launch(folder);
        var printed = new ArrayList<String>();
        try (var lines = owner.inputReader(StandardCharsets.UTF_8)) {
            var server = serverOf(lines);
            readSome(lines, printed);
            owner.toHandle().destroy();
            lines.lines().forEach(printed::add);
            PostgresFixture.awaitEnd(owner.toHandle());

            assertThat(server.isAlive()).isFalse();
        }
        // The inserting thread may report its last commit a moment later.
        assertThat(printed)
                .filteredOn(line -> !line.startsWith(PostgresOwner.COMMITTED))
                .containsExactly(PostgresOwner.CONNECTION_CLOSED, PostgresOwner.SERVER_STOPPED);
        assertThat(postmasterPid).doesNotExist();
    }

    @Test
    void closingTwiceIsClosingOnceAndTheFolderIsFreeAgain() throws SQLException {
        var first = PostgresFixture.start(folder);
        var server = ProcessHandle.of(first.pid()).orElseThrow();
        PostgresFixture.execute(first, "create table if not exists kept as select 7 as number");
        first.close();
        first.close();

        assertThat(server.isAlive()).isFalse();
        assertThat(postmasterPid).doesNotExist();
        try (var second = PostgresFixture.start(folder)) {
            assertThat(PostgresFixture.strings(second, "select number from kept"))
                    .containsExactly("7");
        }
    }

    @Test
    void anOpenSessionDoesNotHoldUpTheEnd() throws SQLException {
        var postgres = PostgresFixture.start(folder);
        try (var session = PostgresFixture.connect(postgres)) {
            session.setAutoCommit(false);
            postgres.close();
            assertThat(session.isValid(1)).isFalse();
        }
        assertThat(postmasterPid).doesNotExist();
    }

    @Test
    void aServerLeftByAFormerRunIsStoppedInOrderFirst() throws IOException, SQLException {
        var former = PostgresFixture.start(folder);
        var port = former.port();
        former.close();
        var orphan = launchDetached(port);

        try (var postgres = PostgresFixture.start(folder)) {
            assertThat(orphan.toHandle().isAlive()).isFalse();
            assertThat(orphan.onExit().join().exitValue()).isZero();
            assertThat(postgres.pid()).isNotEqualTo(orphan.pid());
            assertThat(PostgresFixture.strings(postgres, "select 1")).containsExactly("1");
        } finally {
            orphan.destroy();
        }
    }

    @Test
    void aServerKilledWithItsProcessFileLeftBehindIsRecoveredFromItsLog() throws SQLException {
        var postgres = PostgresFixture.start(folder);
        PostgresFixture.execute(postgres, "create table if not exists hard (number int)");
        PostgresFixture.execute(postgres, "insert into hard values (1)");
        ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
        postgres.close();
        assertThat(postmasterPid).exists();

        try (var again = PostgresFixture.start(folder)) {
            assertThat(PostgresFixture.strings(again, "select distinct number from hard"))
                    .containsExactly("1");
        }
    }

    @Test
    void aProcessNumberGivenOutAgainToSomebodyElseIsNoObstacleAndThatProcessLivesOn() throws IOException {
        PostgresFixture.start(folder).close();
        var somebody = new ProcessBuilder("cat").start();
        try {
            Files.writeString(
                    postmasterPid,
                    "%d\n%s\n1\n1\n\n127.0.0.1\n0 0\nready   \n".formatted(somebody.pid(), folder.resolve("data")));
            PostgresFixture.start(folder).close();
            assertThat(somebody.isAlive()).isTrue();
        } finally {
            somebody.destroy();
        }
    }

    @Test
    void theProgramsAreUnpackedOnceAndAnotherVersionReplacesThem() throws IOException {
        PostgresFixture.start(folder).close();
        var unpacked = binaries().getFirst();
        var stamp = Files.getLastModifiedTime(unpacked.resolve("bin/postgres"));
        Files.createDirectories(folder.resolve("binaries-17-0/bin"));
        PostgresFixture.start(folder).close();

        assertThat(binaries()).containsExactly(unpacked);
        assertThat(Files.getLastModifiedTime(unpacked.resolve("bin/postgres"))).isEqualTo(stamp);
    }

    private Process launchDetached(int port) throws IOException {
        var layout = Layout.at(folder);
        var account = ServerAccount.choose(layout, Settings.smallMachine());
        var program = List.of(
                binaries().getFirst().resolve("bin/postgres").toString(),
                "-D",
                layout.data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=");
        var process = new ProcessBuilder(account.tool(program))
                .redirectErrorStream(true)
                .start();
        // Its first words on standard error end with the one that says that it is ready.
        var words = process.inputReader(StandardCharsets.UTF_8);
        while (!words.readLine().contains("ready to accept connections")) {}
        return process;
    }

    private List<Path> binaries() throws IOException {
        try (var content = Files.list(folder)) {
            return content.filter(Binaries::isBinaries).toList();
        }
    }

    private String logOfToday() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder.resolve("log"), "postgres-*.log")) {
            for (var file : files) {
                text.append(Files.readString(file));
            }
        }
        return text.substring(text.lastIndexOf("starting PostgreSQL"));
    }

    private static ProcessHandle serverOf(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        assertThat(line).startsWith(PostgresOwner.SERVER);
        return ProcessHandle.of(Long.parseLong(line.substring(PostgresOwner.SERVER.length())))
                .orElseThrow();
    }

    private static void readSome(BufferedReader lines, List<String> printed) throws IOException {
        var some = ThreadLocalRandom.current().nextInt(20, 500);
        for (var i = 0; i < some; i++) {
            printed.add(lines.readLine());
        }
    }

    private static List<String> numbers(List<String> printed) {
        // The last line may have been cut off by the death of its writer.
        return printed.stream()
                .limit(printed.size() - 1L)
                .map(line -> line.substring(PostgresOwner.COMMITTED.length()))
                .toList();
    }
}
