package org.egide.platform.database;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A small program that owns a private PostgreSQL, to be killed by tests. It prints the server's process, then each number after its
 * commit; or the code of its refusal. Asked to end, it closes its connection first and the server last.
 */
final class PostgresOwner {

    static final String SERVER = "server ";
    static final String COMMITTED = "committed ";
    static final String REFUSED = "refused ";
    static final String CONNECTION_CLOSED = "connection closed";
    static final String SERVER_STOPPED = "server stopped";

    private PostgresOwner() {}

    /** Starts the program in a JVM of its own. */
    static Process launch(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresOwner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws SQLException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            own(PrivatePostgres.start(Path.of(arguments[0]), Settings.smallMachine()), out);
        } catch (DatabaseStartFailed e) {
            out.println(REFUSED + e.code().text());
        }
    }

    private static void own(PrivatePostgres postgres, PrintStream out) throws SQLException {
        var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var ending = new Thread(() -> end(postgres, connection, out));
        Runtime.getRuntime().addShutdownHook(ending);
        out.println(SERVER + postgres.pid());
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists numbers (number bigint primary key)");
        }
        try (var insert = connection.prepareStatement(
                "insert into numbers select coalesce(max(number), 0) + 1 from numbers returning number")) {
            while (true) {
                try (var inserted = insert.executeQuery()) {
                    inserted.next();
                    out.println(COMMITTED + inserted.getLong(1));
                }
            }
        } catch (SQLException e) {
            // The connection was closed because the program is asked to end; its other thread says the rest.
            if (!connection.isClosed()) {
                throw e;
            }
        }
    }

    private static void end(PrivatePostgres postgres, Connection connection, PrintStream out) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        out.println(CONNECTION_CLOSED);
        postgres.close();
        out.println(SERVER_STOPPED);
    }
}
