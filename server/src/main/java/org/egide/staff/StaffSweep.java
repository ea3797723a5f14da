package org.egide.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.egide.platform.jobs.Routine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes away what serves no more: sessions and links a month after their end, answered challenges, old failures (slips after a
 * day, what looks like guessing after a week). */
@Component
final class StaffSweep implements Routine {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private final JdbcClient database;
    private final Clock clock;

    StaffSweep(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "staff-sweep";
    }

    @Override
    public int work() {
        var now = clock.instant();
        return delete("DELETE FROM staff.session WHERE opened < :before", now.minus(MONTH))
                + delete("DELETE FROM staff.invitation WHERE ends < :before", now.minus(MONTH))
                + delete("DELETE FROM staff.answered WHERE ends < :before", now)
                + delete("DELETE FROM staff.failure WHERE wait_until < :before", now.minus(WEEK))
                + delete("DELETE FROM staff.failure WHERE wait_until < :before AND failures < 5", now.minus(DAY));
    }

    private int delete(String sql, Instant before) {
        return database.sql(sql).param("before", Times.of(before)).update();
    }
}
