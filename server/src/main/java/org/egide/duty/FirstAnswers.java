package org.egide.duty;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.egide.report.ReportId;
import org.egide.report.ReportReceived;
import org.egide.report.StatusChanged;
import org.egide.report.Walls;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From acceptance to the first act of a person, for each report (R26.2). */
@Component
final class FirstAnswers {
    private static final int COUNTED = 10_000;

    /** After this no moment is kept of what nobody answered either. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final JdbcClient database;
    private final Timer took;

    FirstAnswers(JdbcClient database, MeterRegistry figures) {
        this.database = database;
        this.took = Timer.builder("egide.first.answer")
                .description("from the acceptance of a report to the first act of a person")
                .publishPercentiles(0.5, 0.9)
                .register(figures);
    }

    /** A report that waits: since when, whether for an opening, and until when an answer was promised. */
    record Waiting(ReportId report, Instant accepted, boolean danger, boolean waits, Instant promised) {}

    /** What the first answers of the last time took. */
    record Took(int answered, Duration median, Duration nine) {}

    /** {@code opens} is empty for a report that found somebody there; inside, the moment of the opening where it is known. */
    void received(ReportReceived report, boolean danger, Optional<Optional<Instant>> opens, Instant promised) {
        database.sql("""
                        INSERT INTO duty.received (report, desk, accepted_at, danger, waits, opens_at, promised_by)
                        VALUES (:report, :desk, :accepted, :danger, :waits, :opens, :promised)
                        ON CONFLICT (report) DO NOTHING
                        """)
                .param("report", report.report().value())
                .param("desk", report.desk().value())
                .param("accepted", Moments.of(report.accepted()))
                .param("danger", danger)
                .param("waits", opens.isPresent())
                .param("opens", opens.flatMap(at -> at).map(Moments::of).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("promised", Moments.of(promised))
                .update();
    }

    /** The first step after acceptance is the first answer; whoever hears it before the acceptance writes the row. */
    void answered(StatusChanged step) {
        var first = database.sql("""
                        INSERT INTO duty.received AS r (report, desk, accepted_at, danger, waits, promised_by, answered_at)
                        VALUES (:report, :desk, :accepted, false, false, :at, :at)
                        ON CONFLICT (report) DO UPDATE SET answered_at = excluded.answered_at WHERE r.answered_at IS NULL
                        """)
                .param("report", step.report().value())
                .param("desk", step.desk().value())
                .param("accepted", Moments.of(step.received()))
                .param("at", Moments.of(step.at()))
                .update();
        if (first == 1) {
            took.record(Duration.between(step.received(), step.at()));
        }
    }

    boolean isAnswered(ReportId report) {
        return database.sql("SELECT count(*) FROM duty.received WHERE report = :report AND answered_at IS NOT NULL")
                        .param("report", report.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Reports of the desk without a first answer, counted up to the bound, or to 10,000. */
    int untouched(DeskId desk, Optional<Integer> bound) {
        return untouched(desk, bound, new UUID[0]);
    }

    /** What the viewer may know of. */
    int untouched(DeskId desk, Optional<Integer> bound, Person viewer) {
        return untouched(desk, bound, Walls.viewer(viewer));
    }

    private int untouched(DeskId desk, Optional<Integer> bound, UUID[] viewer) {
        return database.sql("""
                        SELECT count(*) FROM (SELECT 1 FROM duty.received
                            WHERE desk = :desk AND answered_at IS NULL AND NOT report.walled(report, :viewer)
                            LIMIT :limit) AS counted
                        """)
                .param("desk", desk.value())
                .param("viewer", viewer)
                .param("limit", bound.orElse(COUNTED))
                .query(Integer.class)
                .single();
    }

    /** The desks at which more reports have become late, each marked so. */
    List<DeskId> late(Instant now) {
        return database.sql("""
                        WITH late AS (UPDATE duty.received SET late_at = :now
                            WHERE promised_by <= :now AND answered_at IS NULL AND late_at IS NULL RETURNING desk)
                        SELECT DISTINCT desk FROM late
                        """)
                .param("now", Moments.of(now))
                .query((row, number) -> new DeskId(row.getObject("desk", UUID.class)))
                .list();
    }

    /** Puts what waited for this desk's opening before its people; returns how many still wait for a first look. */
    int open(DeskId desk, Instant now) {
        return database.sql("""
                        UPDATE duty.received SET put_at = :now
                        WHERE desk = :desk AND waits AND put_at IS NULL AND answered_at IS NULL
                        """)
                .param("desk", desk.value())
                .param("now", Moments.of(now))
                .update();
    }

    /** What was left while nobody was there, or is late, and nobody has looked at: danger first, then the oldest. */
    List<Waiting> waiting(Person viewer, int limit) {
        return waiting(viewer.desk().id(), limit, Walls.viewer(viewer));
    }

    /** All of them, for a part of the system. */
    List<Waiting> waiting(DeskId desk, int limit) {
        return waiting(desk, limit, new UUID[0]);
    }

    private List<Waiting> waiting(DeskId desk, int limit, UUID[] viewer) {
        return database.sql("""
                        SELECT report, accepted_at, danger, waits, promised_by FROM duty.received
                        WHERE desk = :desk AND answered_at IS NULL AND (waits OR late_at IS NOT NULL)
                          AND NOT report.walled(report, :viewer)
                        ORDER BY danger DESC, accepted_at, report LIMIT :limit
                        """)
                .param("desk", desk.value())
                .param("limit", limit)
                .param("viewer", viewer)
                .query((row, number) -> new Waiting(
                        new ReportId(row.getObject("report", UUID.class)),
                        Moments.read(row, "accepted_at"),
                        row.getBoolean("danger"),
                        row.getBoolean("waits"),
                        Moments.read(row, "promised_by")))
                .list();
    }

    /**
     * Forgets the moments of what was answered or is two days old (S2): the day stays, and how many hours the answer took. Returns how
     * many were forgotten.
     */
    int forget(Instant now) {
        return database.sql("""
                        UPDATE duty.received SET
                            answered_at = date_trunc('day', accepted_at, 'UTC')
                                + date_trunc('hour', answered_at - accepted_at + interval '30 minutes'),
                            promised_by = CASE WHEN answered_at IS NULL AND promised_by > :now THEN promised_by
                                ELSE date_trunc('day', promised_by, 'UTC') END,
                            late_at = date_trunc('day', late_at, 'UTC'),
                            accepted_at = date_trunc('day', accepted_at, 'UTC')
                        WHERE (answered_at IS NOT NULL OR accepted_at <= :old)
                          AND accepted_at <> date_trunc('day', accepted_at, 'UTC')
                        """)
                .param("now", Moments.of(now))
                .param("old", Moments.of(now.minus(KEPT)))
                .update();
    }

    /** Median and ninetieth percentile of the first answers since then that the viewer may know of; empty where there was none. */
    Optional<Took> took(DeskId desk, Instant since, Person viewer) {
        return database.sql("""
                        SELECT count(*) AS answered,
                            percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - accepted_at)) AS median,
                            percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - accepted_at)) AS nine
                        FROM duty.received
                        WHERE desk = :desk AND answered_at >= :since AND NOT report.walled(report, :viewer)
                        """)
                .param("desk", desk.value())
                .param("viewer", Walls.viewer(viewer))
                .param("since", Moments.of(since))
                .query((row, number) -> new Took(
                        row.getInt("answered"),
                        Duration.ofSeconds(row.getLong("median")),
                        Duration.ofSeconds(row.getLong("nine"))))
                .optional()
                .filter(found -> found.answered() > 0);
    }
}
