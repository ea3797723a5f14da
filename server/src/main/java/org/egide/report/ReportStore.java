package org.egide.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.egide.keys.Opener;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.staff.DeskId;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the record. Callers check desks and write audit rows; this class only reads and writes. */
@Component
final class ReportStore {
    private static final String SUMMARY = "id, desk, door, reporter, language, forms, acts, accepted_at, step, aside";

    private final JdbcClient database;
    private final Opener opener;

    ReportStore(JdbcClient database, Opener opener) {
        this.database = database;
        this.opener = opener;
    }

    Optional<ReportSummary> summary(ReportId id) {
        return database.sql("SELECT " + SUMMARY + " FROM report.report WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> summary(row))
                .optional();
    }

    Optional<ReportSummary> byReference(String reference) {
        return ReportId.firstOf(reference)
                .flatMap(first -> database.sql("SELECT " + SUMMARY
                                + " FROM report.report WHERE id BETWEEN :first AND :last ORDER BY id LIMIT 1")
                        .param("first", first)
                        .param("last", new UUID(first.getMostSignificantBits() | 0x3FFF, -1L))
                        .query((row, number) -> summary(row))
                        .optional());
    }

    private static ReportSummary summary(ResultSet row) throws SQLException {
        return new ReportSummary(
                new ReportId(row.getObject("id", UUID.class)),
                new ReportId(row.getObject("id", UUID.class)).reference(),
                new DeskId(row.getObject("desk", UUID.class)),
                Door.valueOf(row.getString("door")),
                Reporter.valueOf(row.getString("reporter")),
                Language.of(row.getString("language")).orElse(Language.EN),
                names(row.getString("forms"), Form::valueOf),
                names(row.getString("acts"), Act::valueOf),
                row.getTimestamp("accepted_at").toInstant(),
                Step.valueOf(row.getString("step")),
                row.getBoolean("aside"));
    }

    private static <T> Set<T> names(String text, Function<String, T> value) {
        return Arrays.stream(text.split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(value)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<String> source(ReportId id) {
        return database.sql("SELECT source FROM report.report WHERE id = :id AND source IS NOT NULL")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    List<Fact> facts(ReportId id) {
        var facts = new LinkedHashSet<Fact>();
        database.sql("SELECT facts FROM report.report WHERE id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .ifPresent(line -> facts.addAll(FactLine.read(line)));
        facts.addAll(
                database.sql("SELECT kind, value, source FROM report.fact WHERE report = :id ORDER BY at, kind, value")
                        .param("id", id.value())
                        .query((row, number) -> new Fact(
                                FactKind.valueOf(row.getString("kind")),
                                row.getString("value"),
                                Fact.Source.valueOf(row.getString("source"))))
                        .list());
        return List.copyOf(facts);
    }

    boolean addFact(ReportId id, Fact fact, Instant at) {
        return !facts(id).contains(fact)
                && database.sql("""
                        INSERT INTO report.fact (report, kind, value, source, at)
                        VALUES (:report, :kind, :value, :source, :at) ON CONFLICT DO NOTHING
                        """)
                                .param("report", id.value())
                                .param("kind", fact.kind().name())
                                .param("value", fact.value())
                                .param("source", fact.source().name())
                                .param("at", moment(fact.source() != Fact.Source.ANALYST, at))
                                .update()
                        > 0;
    }

    List<ReportItem> items(ReportId id) {
        return database.sql("SELECT items FROM report.report WHERE id = :id AND items IS NOT NULL")
                .param("id", id.value())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(stored -> ItemSheet.read(id, opener.open(Sealing.Places.items(id), stored)))
                .orElseGet(List::of);
    }

    void insertUnread(
            UUID id,
            DeskId desk,
            Door door,
            Optional<String> source,
            NewReport.Raw raw,
            byte[] sealed,
            String reason,
            Instant at) {
        database.sql("""
                        INSERT INTO report.unread (id, desk, door, source, media_type, size, sealed, reason, at)
                        VALUES (:id, :desk, :door, :source, :type, :size, :sealed, :reason, :at)
                        """)
                .param("id", id)
                .param("desk", desk.value())
                .param("door", door.name())
                .param("source", source.orElse(null))
                .param("type", raw.mediaType())
                .param("size", sealed.length)
                .param("sealed", sealed)
                .param("reason", reason)
                .param("at", moment(door.anonymous(), at))
                .update();
    }

    /** The day alone, where a moment would say when somebody without a name was here. */
    private static OffsetDateTime moment(boolean day, Instant at) {
        return (day ? at.truncatedTo(ChronoUnit.DAYS) : at).atOffset(ZoneOffset.UTC);
    }

    List<Unread> unread(DeskId desk) {
        return database.sql("""
                        SELECT * FROM report.unread
                        WHERE desk = :desk AND handled_at IS NULL ORDER BY at, id LIMIT 200
                        """)
                .param("desk", desk.value())
                .query((row, number) -> unread(row))
                .list();
    }

    Unread findUnread(DeskId desk, UUID id) {
        return database.sql("SELECT * FROM report.unread WHERE id = :id AND desk = :desk")
                .param("id", id)
                .param("desk", desk.value())
                .query((row, number) -> unread(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    private static Unread unread(ResultSet row) throws SQLException {
        var source = row.getString("source");
        return new Unread(
                row.getObject("id", UUID.class),
                Door.valueOf(row.getString("door")),
                source == null ? "" : source,
                row.getString("reason"),
                row.getLong("size"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("handled_at") != null);
    }

    void markHandled(UUID id, PersonId person, byte[] note, Instant at) {
        database.sql("""
                        UPDATE report.unread SET handled_at = :at, handled_by = :person, note = :note
                        WHERE id = :id AND handled_at IS NULL
                        """)
                .param("id", id)
                .param("person", person.value())
                .param("note", note)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    StatusView status(ReportSummary report) {
        var lines = new ArrayList<StatusView.Line>();
        lines.add(new StatusView.Line(report.accepted().atOffset(ZoneOffset.UTC).toLocalDate(), Step.RECEIVED, ""));
        lines.addAll(database.sql(
                        "SELECT step, reason, at FROM report.status_step WHERE report = :id ORDER BY at, cause")
                .param("id", report.id().value())
                .query((row, number) -> new StatusView.Line(
                        row.getTimestamp("at")
                                .toInstant()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate(),
                        Step.valueOf(row.getString("step")),
                        row.getString("reason")))
                .list());
        return new StatusView(report.id(), report.reference(), report.reporter(), lines, report.closed());
    }

    /** All steps after acceptance: by time, and where that is the same by the order in which steps can follow. */
    List<ReportProgressed> history(ReportId id) {
        return database
                .sql("SELECT step, cause, reason, at FROM report.status_step WHERE report = :id")
                .param("id", id.value())
                .query((row, number) -> new ReportProgressed(
                        id,
                        Step.valueOf(row.getString("step")),
                        row.getString("cause"),
                        row.getString("reason"),
                        row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .sorted(Comparator.comparing(ReportProgressed::at)
                        .thenComparing(ReportProgressed::step)
                        .thenComparing(ReportProgressed::cause))
                .toList();
    }

    /** Adds a step unless this cause was heard before; returns whether it was new. */
    boolean addStep(ReportProgressed progress) {
        return database.sql("""
                        INSERT INTO report.status_step (report, cause, step, reason, at)
                        VALUES (:report, :cause, :step, :reason, :at) ON CONFLICT DO NOTHING
                        """)
                        .param("report", progress.report().value())
                        .param("cause", progress.cause())
                        .param("step", progress.step().name())
                        .param("reason", progress.reason())
                        .param("at", progress.at().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** One at a time may change the status of a report: what is decided from its steps is decided from all of them. */
    void lock(ReportId id) {
        database.sql("SELECT 1 FROM report.report WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, number) -> row.getInt(1))
                .list();
    }

    /** A report by somebody without a name that people have begun with keeps the day of its acceptance alone. */
    void forgetMoment(ReportId id) {
        database.sql("""
                        UPDATE report.report SET accepted_at = date_trunc('day', accepted_at, 'UTC'), exact = false
                        WHERE id = :id AND exact AND door <> ALL (:named) AND step <> 'RECEIVED'
                        """).param("id", id.value()).param("named", named()).update();
    }

    /** The same for those that nobody has begun with since then; returns how many. */
    int forgetMoments(Instant acceptedUntil, int limit) {
        return database.sql("""
                        UPDATE report.report SET accepted_at = date_trunc('day', accepted_at, 'UTC'), exact = false
                        WHERE id IN (SELECT id FROM report.report
                                     WHERE exact AND announced AND accepted_at <= :until AND door <> ALL (:named)
                                     ORDER BY accepted_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                        """)
                .param("until", acceptedUntil.atOffset(ZoneOffset.UTC))
                .param("named", named())
                .param("limit", limit)
                .update();
    }

    private static String[] named() {
        return Arrays.stream(Door.values())
                .filter(door -> !door.anonymous())
                .map(Door::name)
                .toArray(String[]::new);
    }

    /** The report stands at its newest step, whatever order they were heard in; a closed report stays closed. */
    void settle(ReportId id) {
        database.sql("""
                        UPDATE report.report SET step = latest.step
                        FROM (SELECT step FROM report.status_step WHERE report = :id
                              ORDER BY step = 'CLOSED' DESC, at DESC, array_position(:order::text[], step) DESC
                              LIMIT 1) AS latest
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("order", Arrays.stream(Step.values()).map(Step::name).toArray(String[]::new))
                .update();
    }
}
