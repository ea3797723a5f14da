package org.egide.platform;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement that writes, with its values in the order of its question marks: what a module contributes to a message of
 * {@link Writes}.
 *
 * @param sql one statement, without a semicolon
 * @param values as JDBC takes them; arrays stand for the arrays of the database
 */
public record Write(String sql, List<@Nullable Object> values) {
    public Write {
        if (sql.contains(";")) {
            throw new IllegalArgumentException("a write is one statement");
        }
        values = Collections.unmodifiableList(values);
    }

    public static Write of(String sql, @Nullable Object... values) {
        return new Write(sql, Arrays.asList(values));
    }

    /** Values may be what somebody told: never printed. */
    @Override
    public String toString() {
        return "Write[" + sql.strip().lines().findFirst().orElse("") + "]";
    }
}
