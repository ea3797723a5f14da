package org.egide.helpline;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what happens at the moment it happens, in the same transaction, so that no figure is ever computed from the contacts
 * themselves (S9 of front-door-and-care).
 */
@Component
final class Tally {
    /** Upper ends of the classes of waiting times, in seconds; the last class has none. */
    static final int[] WAITS = {30, 60, 120, 300, 600, 1_200, 1_800, 3_600};

    /** What is counted for a line and a day. Titles: {@code helpline.count.<name>}. */
    enum What {
        BEGUN,
        ANSWERED,
        ABANDONED,
        CLOSED,
        GIVEN_BACK,
        PASSED_ON,
        MINUTES_TALKED
    }

    private final JdbcClient database;

    Tally(JdbcClient database) {
        this.database = database;
    }

    void count(String line, LocalDate day, What what) {
        add(line, day, what.name(), 1);
    }

    void count(String line, LocalDate day, What what, long number) {
        add(line, day, what.name(), number);
    }

    void waited(String line, LocalDate day, int seconds) {
        add(line, day, "WAIT_" + classOf(seconds), 1);
    }

    static int classOf(int seconds) {
        for (var end = 0; end < WAITS.length; end++) {
            if (seconds <= WAITS[end]) {
                return end;
            }
        }
        return WAITS.length;
    }

    private void add(String line, LocalDate day, String what, long number) {
        database.sql("""
                        INSERT INTO helpline.tally (line, day, what, number) VALUES (:line, :day, :what, :number)
                        ON CONFLICT (day, line, what) DO UPDATE SET number = tally.number + excluded.number
                        """)
                .param("line", line)
                .param("day", day)
                .param("what", what)
                .param("number", number)
                .update();
    }

    /** A need that was not met. */
    void unmet(LocalDate day, String region, Set<Need> needs, Gap gap) {
        for (var need : needs.isEmpty() ? Set.of(Need.UNKNOWN) : needs) {
            database.sql("""
                            INSERT INTO helpline.unmet (quarter, region, need, gap, number)
                            VALUES (:quarter, :region, :need, :gap, 1)
                            ON CONFLICT (quarter, region, need, gap) DO UPDATE SET number = unmet.number + 1
                            """)
                    .param("quarter", quarter(day))
                    .param("region", region)
                    .param("need", need.name())
                    .param("gap", gap.name())
                    .update();
        }
    }

    /** {@code 2026-Q3}. */
    static String quarter(LocalDate day) {
        return day.getYear() + "-Q" + day.get(IsoFields.QUARTER_OF_YEAR);
    }
}
