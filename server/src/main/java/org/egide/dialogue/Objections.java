package org.egide.dialogue;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.AuditTrail;
import org.egide.keys.Purpose;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.ReportId;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.egide.report.Walls;
import org.egide.staff.DeskKind;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Disagreements and complaints of reporters, and their answers (K7 of front-door-and-care, R54.2). A complaint never reaches somebody who
 * has had a part in the report: who acted on it, by the audit record, cannot see, read or answer it.
 */
@Component
public final class Objections {
    private static final String TABLE = "dialogue.objection";
    private static final String ANSWERS = "dialogue.objection_answer";

    private final JdbcClient database;
    private final TwoSeals seals;
    private final Conversations conversations;
    private final Doorkeeper doorkeeper;
    private final Walls walls;
    private final AuditTrail trail;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Objections(
            JdbcClient database,
            TwoSeals seals,
            Conversations conversations,
            Doorkeeper doorkeeper,
            Walls walls,
            AuditTrail trail,
            Transaction transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.seals = seals;
        this.conversations = conversations;
        this.doorkeeper = doorkeeper;
        this.walls = walls;
        this.trail = trail;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** One that waits for its answer, without its words. */
    public record Waiting(Objection.Id id, Subject subject, Objection.Kind kind, LocalDate day) {}

    /** Keeps an objection; the same form twice keeps it once. {@code words} may be empty. */
    public void object(Subject subject, Objection.Kind kind, String ground, String words, Once once) {
        var said = new Objection(
                new Objection.Id(UUID.randomUUID()), kind, today(), ground, words.strip(), Optional.empty());
        transaction.run(() -> {
            conversations.lock(subject);
            if (known(subject, once)) {
                return;
            }
            insert(subject, said, once);
            doorkeeper.record(
                    Doorkeeper.REPORTER,
                    subject,
                    "dialogue.objected",
                    Map.of("kind", kind.name(), "objection", said.id().toString()));
            events.publishEvent(new ObjectionMade(subject, kind));
        });
    }

    /** All of a reporter's, oldest first, with their answers, as the code opens them. */
    public List<Objection> forReporter(Return back) {
        return database.sql("""
                        SELECT o.id, o.kind, o.day, o.for_reporter AS said, a.day AS answer_day, a.speaker,
                            a.for_reporter AS answer
                        FROM dialogue.objection o LEFT JOIN dialogue.objection_answer a ON a.objection = o.id
                        WHERE o.subject = :subject AND o.for_reporter IS NOT NULL ORDER BY o.day, o.id
                        """)
                .param("subject", back.subject().id())
                .query((row, number) ->
                        objection(row, (table, box) -> seals.forReporter(back, table, row.getString("id"), box)))
                .list();
    }

    /** Whether the subject has a disagreement that nobody has answered. */
    public boolean disagreed(Subject subject) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM dialogue.objection o
                            LEFT JOIN dialogue.objection_answer a ON a.objection = o.id
                            WHERE o.subject = :subject AND o.kind = 'DISAGREEMENT' AND a.objection IS NULL)
                        """)
                .param("subject", subject.id())
                .query(Boolean.class)
                .single();
    }

    /** Those this person may answer and nobody has, oldest first. */
    public List<Waiting> waiting(Person viewer) {
        return database
                .sql("""
                        SELECT o.id, o.subject, t.kind AS subject_kind, o.kind, o.day, o.desk
                        FROM dialogue.objection o JOIN dialogue.thread t ON t.subject = o.subject
                        LEFT JOIN dialogue.objection_answer a ON a.objection = o.id
                        WHERE a.objection IS NULL AND (o.desk = :desk OR :watches) ORDER BY o.day, o.id
                        """)
                .param("desk", viewer.desk().id().value())
                .param("watches", watches(viewer))
                .query((row, number) -> waiting(row))
                .list()
                .stream()
                .filter(item -> mayAnswer(viewer, item))
                .toList();
    }

    /** What was said, for who may answer it; audited with the reason. */
    public Objection read(Person viewer, Objection.Id id, String reason) {
        return transaction.in(() -> {
            var item = find(viewer, id);
            doorkeeper.record(
                    viewer.actor(),
                    item.subject(),
                    "dialogue.objection-read",
                    Map.of("objection", id.toString(), "reason", Doorkeeper.reason(reason)));
            return database.sql("""
                            SELECT o.id, o.kind, o.day, o.for_staff AS said, a.day AS answer_day, a.speaker,
                                a.for_staff AS answer
                            FROM dialogue.objection o LEFT JOIN dialogue.objection_answer a ON a.objection = o.id
                            WHERE o.id = :id
                            """)
                    .param("id", id.value())
                    .query((row, number) ->
                            objection(row, (table, box) -> seals.forStaff(table, row.getString("id"), box)))
                    .single();
        });
    }

    /** Answers once. Refuses {@code names-staff}, and {@code already-answered} a second time. */
    public void answer(Person by, Objection.Id id, String words) {
        var said = new Said.Words(words).text();
        conversations.requireNoName(by, said);
        transaction.run(() -> {
            var item = find(by, id);
            conversations.lock(item.subject());
            var speaker = by.is(Role.SUPERVISOR) ? Speaker.SUPERVISOR : Speaker.OVERSIGHT;
            var box = seals.seal(
                    item.subject(), Purpose.NARRATIVE, ANSWERS, id.toString(), said.getBytes(StandardCharsets.UTF_8));
            var kept = database.sql("""
                            INSERT INTO dialogue.objection_answer (objection, person, speaker, day, for_staff, for_reporter)
                            VALUES (:id, :person, :speaker, :day, :staff, :reporter) ON CONFLICT DO NOTHING
                            """)
                    .param("id", id.value())
                    .param("person", by.id().value())
                    .param("speaker", speaker.name())
                    .param("day", today())
                    .param("staff", box.forStaff())
                    .param("reporter", box.forReporter().orElse(null))
                    .update();
            if (kept == 0) {
                throw Refusal.withStatus(409, "already-answered", "This was answered before.");
            }
            doorkeeper.record(
                    by.actor(), item.subject(), "dialogue.objection-answered", Map.of("objection", id.toString()));
        });
    }

    private Waiting find(Person viewer, Objection.Id id) {
        return database.sql("""
                        SELECT o.id, o.subject, t.kind AS subject_kind, o.kind, o.day, o.desk
                        FROM dialogue.objection o JOIN dialogue.thread t ON t.subject = o.subject
                        WHERE o.id = :id AND (o.desk = :desk OR :watches)
                        """)
                .param("id", id.value())
                .param("desk", viewer.desk().id().value())
                .param("watches", watches(viewer))
                .query((row, number) -> waiting(row))
                .optional()
                .filter(item -> mayAnswer(viewer, item))
                .orElseThrow(Refusal::notFound);
    }

    private boolean mayAnswer(Person viewer, Waiting item) {
        return !walled(viewer, item.subject()) && mayAnswerAtAll(viewer, item);
    }

    /** Nobody learns from an objection that a report is there which they must not know (R11). */
    private boolean walled(Person viewer, Subject subject) {
        return subject.kind() == Subject.Kind.REPORT && walls.between(viewer, new ReportId(subject.id()));
    }

    private boolean mayAnswerAtAll(Person viewer, Waiting item) {
        return switch (item.kind()) {
            case DISAGREEMENT -> viewer.is(Role.SUPERVISOR);
            case COMPLAINT -> (viewer.is(Role.SUPERVISOR) || watches(viewer)) && !hadPart(viewer, item.subject());
        };
    }

    /** Reading is not acting; dealing with the objection itself is not a part in the report. */
    private boolean hadPart(Person viewer, Subject subject) {
        var actor = viewer.actor().kind() + ":" + viewer.actor().id();
        return trail.of(Doorkeeper.name(subject)).stream()
                .filter(row -> row.actor().equalsIgnoreCase(actor))
                .anyMatch(row -> !row.action().endsWith("read") && !row.action().startsWith("dialogue.objection"));
    }

    private static boolean watches(Person viewer) {
        return viewer.is(Role.OVERSEER) && viewer.desk().kind() == DeskKind.OVERSIGHT;
    }

    private boolean known(Subject subject, Once once) {
        return database.sql("SELECT count(*) FROM dialogue.objection WHERE subject = :subject AND once = :once")
                        .param("subject", subject.id())
                        .param("once", once.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void insert(Subject subject, Objection said, Once once) {
        var desk = doorkeeper.deskOf(subject).orElseThrow(Refusal::notFound);
        var box = seals.seal(
                subject,
                Purpose.NARRATIVE,
                TABLE,
                said.id().toString(),
                (said.ground() + '\n' + said.words()).getBytes(StandardCharsets.UTF_8));
        database.sql("""
                        INSERT INTO dialogue.objection (id, subject, kind, once, desk, day, for_staff, for_reporter)
                        VALUES (:id, :subject, :kind, :once, :desk, :day, :staff, :reporter)
                        """)
                .param("id", said.id().value())
                .param("subject", subject.id())
                .param("kind", said.kind().name())
                .param("once", once.value())
                .param("desk", desk.value())
                .param("day", said.day())
                .param("staff", box.forStaff())
                .param("reporter", box.forReporter().orElse(null))
                .update();
    }

    /** Opens a copy that lives in that table. */
    private interface Opening {
        byte[] open(String table, byte[] box) throws SQLException;
    }

    private static Objection objection(ResultSet row, Opening opening) throws SQLException {
        var said = text(opening.open(TABLE, row.getBytes("said"))).split("\n", 2);
        return new Objection(
                new Objection.Id(row.getObject("id", UUID.class)),
                Objection.Kind.valueOf(row.getString("kind")),
                row.getObject("day", LocalDate.class),
                said[0],
                said[1],
                answer(row, opening, row.getBytes("answer")));
    }

    private static Optional<Objection.Answer> answer(ResultSet row, Opening opening, byte @Nullable [] box)
            throws SQLException {
        if (box == null) {
            return Optional.empty();
        }
        return Optional.of(new Objection.Answer(
                row.getObject("answer_day", LocalDate.class),
                Speaker.valueOf(row.getString("speaker")),
                text(opening.open(ANSWERS, box))));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                new Objection.Id(row.getObject("id", UUID.class)),
                new Subject(Subject.Kind.valueOf(row.getString("subject_kind")), row.getObject("subject", UUID.class)),
                Objection.Kind.valueOf(row.getString("kind")),
                row.getObject("day", LocalDate.class));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
