package org.egide.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends writes to the database. Several that belong together can go in one message and come back committed: between two programs on
 * one machine the wakening for each message costs more than the writing.
 */
@Component
public final class Writes {
    private final JdbcTemplate database;

    Writes(JdbcTemplate database) {
        this.database = database;
    }

    /** Writes in the running transaction, or by itself where there is none, and returns the number of rows written. */
    public int run(Write write) {
        return send(List.of(write));
    }

    /**
     * Writes all of them, in one message, and returns when they are durable. Statements up to the end of a message are one
     * transaction to PostgreSQL ("Pipelining" in its chapter on the protocol): when one fails, none of them happened. Inside a running
     * transaction this is a mistake of the programmer and fails.
     */
    public void commit(List<Write> writes) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a message that commits cannot be sent inside a transaction");
        }
        send(writes);
    }

    private int send(List<Write> writes) {
        var sql = writes.stream().map(Write::sql).collect(Collectors.joining(";"));
        return Objects.requireNonNull(database.execute(sql, (PreparedStatement statement) -> {
            fill(statement, writes);
            statement.execute();
            return statement.getUpdateCount();
        }));
    }

    private static void fill(PreparedStatement statement, List<Write> writes) throws SQLException {
        var place = 0;
        for (var write : writes) {
            for (var value : write.values()) {
                statement.setObject(++place, value);
            }
        }
    }
}
