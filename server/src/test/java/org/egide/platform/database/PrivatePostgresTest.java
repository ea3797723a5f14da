package org.egide.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How a private PostgreSQL stands while it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PrivatePostgresTest {

    private Path folder;
    private PrivatePostgres postgres;

    @BeforeAll
    void start(@TempDir Path parent) {
        folder = parent.resolve("database");
        postgres = PostgresFixture.start(folder);
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Test
    void theServerIsTheCarriedVersionInUtf8WithAnOrderIndependentOfTheSystem() throws SQLException {
        assertThat(shown("server_version")).startsWith("18.");
        assertThat(shown("server_encoding")).isEqualTo("UTF8");
        assertThat(
                        PostgresFixture.strings(
                                postgres,
                                "select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()"))
                .containsExactly("b C.UTF-8");
    }

    @Test
    void whatIsAcknowledgedIsOnDiskAndPagesCarryChecksums() throws SQLException {
        assertThat(shown("fsync")).isEqualTo("on");
        assertThat(shown("full_page_writes")).isEqualTo("on");
        assertThat(shown("synchronous_commit")).isEqualTo("on");
        assertThat(shown("data_checksums")).isEqualTo("on");
    }

    @Test
    void theSettingsGivenAreTheSettingsInForce() throws SQLException {
        assertThat(shown("shared_buffers")).isEqualTo("128MB");
        assertThat(shown("max_connections")).isEqualTo("40");
        assertThat(shown("max_wal_size")).isEqualTo("1GB");
        assertThat(shown("wal_compression")).isEqualTo("pglz");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void anEmptyPasswordAndTheAdministratorWithEgidesPasswordAreRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), ""))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.password()))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void egidesRoleOwnsItsDatabaseButHasNoSpecialRights() throws SQLException {
        assertThatCode(() -> PostgresFixture.execute(postgres, "create extension if not exists pg_trgm"))
                .doesNotThrowAnyException();
        assertThat(PostgresFixture.strings(
                        postgres,
                        "select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from pg_roles"
                                + " where rolname = current_user"))
                .containsExactly("f");
        assertThatThrownBy(() -> PostgresFixture.execute(postgres, "copy (select 1) to program 'true'"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void passwordsAreReadableByTheirOwnerOnly() throws IOException {
        for (var name : List.of("password", "administrator-password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder.resolve("password"))).isEqualTo(postgres.password());
        assertThat(postgres.toString()).doesNotContain(postgres.password());
    }

    @Test
    void onlyTheLoopbackAddressListensAndNoSocketFile() throws IOException {
        assertThat(listening("/proc/net/tcp")).containsExactly("0100007F");
        assertThat(listening("/proc/net/tcp6")).isEmpty();
        assertThat(Files.readString(Path.of("/proc/net/unix"))).doesNotContain(".s.PGSQL." + postgres.port());
    }

    @Test
    void theServerIsADirectChildThatDoesNotRunAsRoot() throws IOException {
        assertThat(ProcessHandle.of(postgres.pid()).flatMap(ProcessHandle::parent))
                .contains(ProcessHandle.current());
        var status = Files.readAllLines(Path.of("/proc/" + postgres.pid() + "/status"));
        assertThat(status).anyMatch(line -> line.matches("CapEff:\\s+0+"));
    }

    @Test
    void theServerHasASessionOfItsOwnSoThatAnInterruptAtTheTerminalReachesEgideOnly() throws IOException {
        var stat = Files.readString(Path.of("/proc/" + postgres.pid() + "/stat"));
        var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(afterName[3]).isEqualTo(Long.toString(postgres.pid()));
    }

    @Test
    void noRowContentReachesTheLog() throws SQLException, IOException {
        PostgresFixture.execute(postgres, "create table quiet (word text primary key, number int)");
        PostgresFixture.execute(postgres, "insert into quiet values ('marker-alpha', 1)");
        for (var failing : List.of(
                "insert into quiet values ('marker-alpha', 2)",
                "select 'marker-beta'::int",
                "do $$ begin raise warning 'marker-gamma'; raise 'marker-delta'; end $$",
                "do $$ begin raise log 'no content here' using detail = 'marker-eta'; raise 'marker-theta'; end $$",
                "select marker_epsilon from quiet")) {
            assertThatThrownBy(() -> PostgresFixture.execute(postgres, failing)).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> boundTo("select cast(? as int)", "marker-zeta"))
                .isInstanceOf(SQLException.class);

        var log = logged();
        assertThat(log).contains("no content here");
        assertThat(log.toLowerCase(Locale.ROOT)).doesNotContain("marker");
    }

    @Test
    void egideItselfCannotMakeTheLogTalk() {
        for (var statement : List.of("set log_statement = 'all'", "set log_min_messages = 'error'")) {
            assertThatThrownBy(() -> PostgresFixture.execute(postgres, statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    private void boundTo(String sql, String value) throws SQLException {
        try (var connection = PostgresFixture.connect(postgres);
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        }
    }

    private String logged() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder.resolve("log"))) {
            for (var file : files) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private String shown(String setting) throws SQLException {
        return PostgresFixture.strings(postgres, "show " + setting).getFirst();
    }

    private List<String> listening(String table) throws IOException {
        var port = String.format(Locale.ROOT, "%04X", postgres.port());
        var addresses = new ArrayList<String>();
        for (var line : Files.readAllLines(Path.of(table), StandardCharsets.US_ASCII)) {
            var fields = line.strip().split("\\s+", -1);
            var listens = fields.length > 3 && fields[3].equals("0A");
            if (listens && fields[1].endsWith(":" + port)) {
                addresses.add(fields[1].substring(0, fields[1].indexOf(':')));
            }
        }
        return addresses;
    }
}
