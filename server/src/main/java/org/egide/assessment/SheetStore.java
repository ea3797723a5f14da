package org.egide.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.Match;
import org.egide.report.Act;
import org.egide.report.Form;
import org.egide.report.ItemId;
import org.egide.report.ReportId;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of assessments; the move itself is judged by {@link Assessments}. */
@Component
final class SheetStore {
    private final JdbcClient database;

    SheetStore(JdbcClient database) {
        this.database = database;
    }

    /** Opens the sheet if there is none and holds its row until the transaction ends. */
    Stage lock(ReportId report, DeskId desk) {
        database.sql("""
                        INSERT INTO assessment.sheet (report, desk, stage) VALUES (:report, :desk, 'FIRST_VIEW')
                        ON CONFLICT (report) DO NOTHING
                        """)
                .param("report", report.value())
                .param("desk", desk.value())
                .update();
        return database.sql("SELECT stage FROM assessment.sheet WHERE report = :report FOR UPDATE")
                .param("report", report.value())
                .query((row, number) -> Stage.valueOf(row.getString(1)))
                .single();
    }

    Optional<Stage> stage(ReportId report) {
        return database.sql("SELECT stage FROM assessment.sheet WHERE report = :report")
                .param("report", report.value())
                .query((row, number) -> Stage.valueOf(row.getString(1)))
                .optional();
    }

    void move(ReportId report, Stage to) {
        database.sql("UPDATE assessment.sheet SET stage = :to WHERE report = :report")
                .param("report", report.value())
                .param("to", to.name())
                .update();
    }

    void decide(Decision decision) {
        database.sql("""
                        UPDATE assessment.sheet SET stage = 'DECIDED', outcome = :outcome, way = :way, path = :path,
                            profile = :profile, decided_at = :at
                        WHERE report = :report
                        """)
                .param("report", decision.report().value())
                .param("outcome", decision.outcome().name())
                .param("way", decision.way().name())
                .param("path", decision.path().name())
                .param("profile", decision.profile())
                .param("at", utc(decision.at()))
                .update();
    }

    Optional<Decision> decision(ReportId report) {
        return database.sql("SELECT * FROM assessment.sheet WHERE report = :report AND stage = 'DECIDED'")
                .param("report", report.value())
                .query((row, number) -> new Decision(
                        report,
                        OutcomeKind.valueOf(row.getString("outcome")),
                        Way.valueOf(row.getString("way")),
                        CarePath.valueOf(row.getString("path")),
                        row.getString("profile"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void insert(ReportId report, View view) {
        var id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO assessment.view (id, report, person, turn, form, acts, profile, derived, given_at)
                        VALUES (:id, :report, :person, :turn, :form, :acts, :profile, :derived, :at)
                        """)
                .param("id", id)
                .param("report", report.value())
                .param("person", view.person().value())
                .param("turn", view.turn())
                .param("form", view.form().name())
                .param("acts", view.acts().stream().map(Act::name).sorted().toArray(String[]::new))
                .param("profile", view.profile())
                .param("derived", view.derived().name())
                .param("at", utc(view.given()))
                .update();
        database.sql("""
                        INSERT INTO assessment.element (view, name, value)
                        SELECT :id, * FROM unnest(:names::text[], :values::text[])
                        """)
                .param("id", id)
                .param(
                        "names",
                        view.elements().keySet().stream().map(Element::name).toArray(String[]::new))
                .param("values", view.elements().values().toArray(String[]::new))
                .update();
    }

    /** All views of a report in the order they were given. */
    List<View> views(ReportId report) {
        return database.sql("SELECT * FROM assessment.view WHERE report = :report ORDER BY turn")
                .param("report", report.value())
                .query((row, number) -> view(row))
                .list();
    }

    private View view(ResultSet row) throws SQLException {
        var acts = (String[]) row.getArray("acts").getArray();
        return new View(
                new PersonId(row.getObject("person", UUID.class)),
                row.getInt("turn"),
                Form.valueOf(row.getString("form")),
                Arrays.stream(acts).map(Act::valueOf).collect(Collectors.toUnmodifiableSet()),
                elements(row.getObject("id", UUID.class)),
                row.getString("profile"),
                Verdict.valueOf(row.getString("derived")),
                row.getObject("given_at", OffsetDateTime.class).toInstant());
    }

    private Map<Element, String> elements(UUID view) {
        var found = new EnumMap<Element, String>(Element.class);
        database.sql("SELECT name, value FROM assessment.element WHERE view = :view")
                .param("view", view)
                .query((row, number) -> Map.entry(Element.valueOf(row.getString(1)), row.getString(2)))
                .list()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** An outcome carried over for one item. */
    record Carried(ItemId item, EntryId entry, Match.Kind kind, int distance, PersonId person, Instant at) {}

    void carry(ReportId report, Carried carried) {
        database.sql("""
                        INSERT INTO assessment.carried (report, item, entry, kind, distance, person, at)
                        VALUES (:report, :item, :entry, :kind, :distance, :person, :at)
                        """)
                .param("report", report.value())
                .param("item", carried.item().value())
                .param("entry", carried.entry().value())
                .param("kind", carried.kind().name())
                .param("distance", carried.distance())
                .param("person", carried.person().value())
                .param("at", utc(carried.at()))
                .update();
    }

    List<Carried> carried(ReportId report) {
        return database.sql("SELECT * FROM assessment.carried WHERE report = :report ORDER BY item")
                .param("report", report.value())
                .query((row, number) -> new Carried(
                        new ItemId(row.getObject("item", UUID.class)),
                        new EntryId(row.getObject("entry", UUID.class)),
                        Match.Kind.valueOf(row.getString("kind")),
                        row.getInt("distance"),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
