package org.egide.staff;

import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wrong attempts, counted in the database so that every process and every restart knows them. After five, whoever they belong to
 * waits, each time twice as long. Keys are blind indexes: the table tells neither names nor networks.
 */
@Component
final class Failures {
    static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    private final JdbcClient database;
    private final Clock clock;

    Failures(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean mustWait(byte[] key) {
        return database.sql("SELECT 1 FROM staff.failure WHERE name = :key AND wait_until > :now")
                .param("key", key)
                .param("now", Times.of(clock.instant()))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Counts one more and returns how many there are. */
    int add(byte[] key, Duration longestWait) {
        return database.sql("""
                        INSERT INTO staff.failure (name, failures, at, wait_until) VALUES (:key, 1, :now, :now)
                        ON CONFLICT (name) DO UPDATE SET
                            failures = staff.failure.failures + 1,
                            at = :now,
                            wait_until = CASE WHEN staff.failure.failures + 1 < :free THEN :now
                                ELSE :now + least(:longest, :first * 2 ^ least(staff.failure.failures + 1 - :free, 20))
                                    * interval '1 second' END
                        RETURNING failures
                        """)
                .param("key", key)
                .param("now", Times.of(clock.instant()))
                .param("free", FREE)
                .param("first", FIRST_WAIT.toSeconds())
                .param("longest", longestWait.toSeconds())
                .query(Integer.class)
                .single();
    }

    void forget(byte[] key) {
        database.sql("DELETE FROM staff.failure WHERE name = :key")
                .param("key", key)
                .update();
    }

    /** Forgets slips of the finger; what looks like guessing stays counted. */
    void forgetFew(byte[] key) {
        database.sql("DELETE FROM staff.failure WHERE name = :key AND failures < :free")
                .param("key", key)
                .param("free", FREE)
                .update();
    }
}
