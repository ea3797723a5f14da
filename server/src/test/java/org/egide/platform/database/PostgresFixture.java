package org.egide.platform.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What several tests on a real PostgreSQL need. */
final class PostgresFixture {

    private PostgresFixture() {}

    static PrivatePostgres start(Path folder) {
        return PrivatePostgres.start(folder, Settings.smallMachine());
    }

    static Connection connect(PrivatePostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    static void execute(PrivatePostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> strings(PrivatePostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    /** Waits for the end of a process that need not be a child; fails after a minute. */
    static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
