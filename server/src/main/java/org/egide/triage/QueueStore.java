package org.egide.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.ReportSummary;
import org.egide.report.Reporter;
import org.egide.report.Walls;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the queue. Every change of state says from which state it may happen, so two people never win the same row. */
@Component
final class QueueStore {
    private final JdbcClient database;

    QueueStore(JdbcClient database) {
        this.database = database;
    }

    /** False when the report is in the queue already. */
    boolean insert(ReportSummary report, Ranking ranking, Instant deadline) {
        var made = database.sql("""
                        INSERT INTO triage.queue (report, desk, reference, reporter, forms, band, by_rules, rules,
                            accepted_at, deadline, aside, state, need)
                        VALUES (:report, :desk, :reference, :reporter, :forms, :band, :band, :rules,
                            :accepted, :deadline, :aside, 'WAITING', 'FIRST_VIEW')
                        ON CONFLICT (report) DO NOTHING
                        """)
                .param("report", report.id().value())
                .param("desk", report.desk().value())
                .param("reference", report.reference())
                .param("reporter", report.reporter().name())
                .param("forms", report.forms().stream().map(Form::name).sorted().toArray(String[]::new))
                .param("band", ranking.band().number())
                .param("rules", ranking.version())
                .param("accepted", utc(report.accepted()))
                .param("deadline", utc(deadline))
                .param("aside", report.aside())
                .update();
        if (made == 1) {
            insertReasons(report.id(), ranking.reasons());
        }
        return made == 1;
    }

    void replaceReasons(ReportId report, List<Reason> reasons) {
        database.sql("DELETE FROM triage.reason WHERE report = :report AND row <> 'by-hand'")
                .param("report", report.value())
                .update();
        insertReasons(report, reasons);
    }

    void insertReasons(ReportId report, List<Reason> reasons) {
        database.sql("""
                        INSERT INTO triage.reason (report, row, because, band)
                        SELECT :report, * FROM unnest(:rows::text[], :because::text[], :bands::smallint[])
                        ON CONFLICT (report, row) DO UPDATE SET because = excluded.because, band = excluded.band
                        """)
                .param("report", report.value())
                .param("rows", reasons.stream().map(Reason::row).toArray(String[]::new))
                .param("because", reasons.stream().map(Reason::because).toArray(String[]::new))
                .param(
                        "bands",
                        reasons.stream().map(reason -> reason.band().number()).toArray(Integer[]::new))
                .update();
    }

    /** The band by rules before, for the one who ranks again; holds the row until the transaction ends. */
    Optional<Band> lockBandByRules(ReportId report) {
        return database.sql("SELECT by_rules FROM triage.queue WHERE report = :report FOR UPDATE")
                .param("report", report.value())
                .query(Integer.class)
                .optional()
                .map(Band::of);
    }

    void rank(ReportId report, Band byRules, Band band, String rules, Instant deadline) {
        database.sql("""
                        UPDATE triage.queue SET by_rules = :byRules, band = :band, rules = :rules, deadline = :deadline
                        WHERE report = :report
                        """)
                .param("report", report.value())
                .param("byRules", byRules.number())
                .param("band", band.number())
                .param("rules", rules)
                .param("deadline", utc(deadline))
                .update();
    }

    void setByHand(ReportId report, Band band, String reason, Instant deadline) {
        database.sql("""
                        UPDATE triage.queue SET band = :band, by_hand = :reason, deadline = :deadline, aside = false
                        WHERE report = :report
                        """)
                .param("report", report.value())
                .param("band", band.number())
                .param("reason", reason)
                .param("deadline", utc(deadline))
                .update();
    }

    boolean take(ReportId report, PersonId person, Instant at) {
        return database.sql("""
                        UPDATE triage.queue SET state = 'IN_HANDS', person = :person, looked_at = coalesce(looked_at, :at)
                        WHERE report = :report AND state = 'WAITING'
                        """)
                        .param("report", report.value())
                        .param("person", person.value())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    boolean release(ReportId report, PersonId person) {
        return database.sql("""
                        UPDATE triage.queue SET state = 'WAITING', person = NULL
                        WHERE report = :report AND state = 'IN_HANDS' AND person = :person
                        """)
                        .param("report", report.value())
                        .param("person", person.value())
                        .update()
                == 1;
    }

    void await(ReportId report, Need need, Instant at) {
        database.sql("""
                        UPDATE triage.queue SET state = 'WAITING', person = NULL, need = :need,
                            looked_at = coalesce(looked_at, :at)
                        WHERE report = :report AND state <> 'DONE'
                        """)
                .param("report", report.value())
                .param("need", need.name())
                .param("at", utc(at))
                .update();
    }

    boolean done(ReportId report, Instant at) {
        return database.sql("""
                        UPDATE triage.queue SET state = 'DONE', person = NULL, done_at = :at
                        WHERE report = :report AND state <> 'DONE'
                        """)
                        .param("report", report.value())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    boolean reopen(ReportId report) {
        return database.sql(
                                "UPDATE triage.queue SET state = 'WAITING', done_at = NULL WHERE report = :report AND state = 'DONE'")
                        .param("report", report.value())
                        .update()
                == 1;
    }

    Optional<QueueRow> find(ReportId report) {
        return withReasons(database.sql("SELECT * FROM triage.queue WHERE report = :report")
                        .param("report", report.value())
                        .query((row, number) -> row(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** The open reports of a person's desk in order: what looks machine-made last, band, deadline, age. */
    List<QueueRow> page(Person viewer, Optional<QueueKey> after, int limit) {
        var query = after.isEmpty() ? first() : next(after.get());
        return withReasons(query.param("desk", viewer.desk().id().value())
                .param("viewer", Walls.viewer(viewer))
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list());
    }

    private JdbcClient.StatementSpec first() {
        return database.sql("""
                        SELECT * FROM triage.queue
                        WHERE desk = :desk AND state <> 'DONE' AND NOT report.walled(report, :viewer)
                        ORDER BY aside, band, deadline, accepted_at, report LIMIT :limit
                        """);
    }

    private JdbcClient.StatementSpec next(QueueKey after) {
        return database.sql("""
                        SELECT * FROM triage.queue
                        WHERE desk = :desk AND state <> 'DONE' AND NOT report.walled(report, :viewer)
                          AND (aside, band, deadline, accepted_at, report) > (:aside, :band::smallint, :deadline, :accepted, :report)
                        ORDER BY aside, band, deadline, accepted_at, report LIMIT :limit
                        """)
                .param("aside", after.aside())
                .param("band", after.band().number())
                .param("deadline", utc(after.deadline()))
                .param("accepted", utc(after.accepted()))
                .param("report", after.report().value());
    }

    /** How many open reports of their desk a person may know of in a band, counted up to the limit. */
    int open(Person viewer, Band band, int limit) {
        return database.sql("""
                        SELECT count(*) FROM (SELECT 1 FROM triage.queue
                            WHERE desk = :desk AND band = :band AND state <> 'DONE' AND NOT report.walled(report, :viewer)
                            LIMIT :limit) AS counted
                        """)
                .param("desk", viewer.desk().id().value())
                .param("viewer", Walls.viewer(viewer))
                .param("band", band.number())
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    List<QueueRow> inHandsOf(Person person) {
        return withReasons(database.sql("""
                        SELECT * FROM triage.queue
                        WHERE person = :person AND state = 'IN_HANDS' AND NOT report.walled(report, :viewer)
                        ORDER BY band, deadline, accepted_at, report LIMIT 100
                        """)
                .param("person", person.id().value())
                .param("viewer", Walls.viewer(person))
                .query((row, number) -> row(row))
                .list());
    }

    private List<QueueRow> withReasons(List<QueueRow> rows) {
        var reasons = new HashMap<ReportId, List<Reason>>();
        database.sql("""
                        SELECT report, row, because, band FROM triage.reason WHERE report = ANY(:reports) ORDER BY band, row
                        """)
                .param("reports", rows.stream().map(row -> row.report().value()).toArray(UUID[]::new))
                .query((row, number) -> reasons.computeIfAbsent(
                                new ReportId(row.getObject("report", UUID.class)), none -> new ArrayList<>())
                        .add(new Reason(row.getString("row"), row.getString("because"), Band.of(row.getInt("band")))))
                .list();
        return rows.stream()
                .map(row -> row.with(reasons.getOrDefault(row.report(), List.of())))
                .toList();
    }

    private static QueueRow row(ResultSet row) throws SQLException {
        var forms = (String[]) row.getArray("forms").getArray();
        return new QueueRow(
                new ReportId(row.getObject("report", UUID.class)),
                new DeskId(row.getObject("desk", UUID.class)),
                row.getString("reference"),
                Reporter.valueOf(row.getString("reporter")),
                Arrays.stream(forms).map(Form::valueOf).collect(Collectors.toUnmodifiableSet()),
                Band.of(row.getInt("band")),
                List.of(),
                row.getString("rules"),
                Optional.ofNullable(row.getString("by_hand")),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                QueueRow.State.valueOf(row.getString("state")),
                Need.valueOf(row.getString("need")),
                Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                row.getObject("looked_at", OffsetDateTime.class) != null,
                row.getBoolean("aside"));
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
