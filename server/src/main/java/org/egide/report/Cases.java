package org.egide.report;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One event told at several doors is one case (R75.m1). A case is what standing joinings connect, in whatever order they were made:
 * reports are never merged or overwritten, undoing a joining leaves all others as they are. Each code opens the progress of the whole
 * case, as far as it fits the one who tells ({@link Reporter#maySee}).
 */
@Component
public final class Cases {
    /** Largest case; a code cannot be used to pile up more. */
    static final int LARGEST = 60;

    private static final int LONGEST_REASON = 300;
    private static final long LOCK = 0x4567_6964_6502L;

    private final ReportStore store;
    private final Moves moves;
    private final JdbcClient database;
    private final Audit audit;
    private final Transaction transaction;
    private final Clock clock;

    Cases(ReportStore store, Moves moves, JdbcClient database, Audit audit, Transaction transaction, Clock clock) {
        this.store = store;
        this.moves = moves;
        this.database = database;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A joining as the desk sees it; {@code other} is the report at its far end. */
    public record Joining(UUID id, ReportSummary other, boolean byCode, String reason) {}

    /** A person of the desk says that two reports tell of one event. Refuses {@code already-joined} and {@code case-full}. */
    public void join(Person person, ReportId one, ReportId other, String reason) {
        allowed(person);
        var why = checked(reason);
        own(person, one);
        own(person, other);
        transaction.run(() -> {
            order();
            var whole = room(Subject.of(one), Subject.of(other));
            if (whole > LARGEST) {
                throw Refusal.withStatus(409, "case-full", "A case has at most " + LARGEST + " reports.");
            }
            insert(
                    person.desk().id(),
                    Subject.of(one),
                    Subject.of(other),
                    "PERSON",
                    why,
                    Optional.of(person),
                    person.actor());
        });
    }

    /**
     * Somebody who tells it again has named the code of the first time: both are one case at once. Does nothing, and returns false,
     * when they are at different desks, are one already, or the case is full: what was told is kept either way.
     */
    public boolean told(ReportId fresh, Subject before, Actor actor) {
        return transaction.in(() -> {
            var report = store.summary(fresh).orElseThrow(Refusal::notFound);
            var elsewhere = before.kind() == Subject.Kind.REPORT
                    && store.summary(new ReportId(before.id()))
                            .filter(other -> other.desk().equals(report.desk()))
                            .isEmpty();
            if (elsewhere || before.id().equals(fresh.value())) {
                return false;
            }
            order();
            if (together(before).contains(Subject.of(fresh)) || room(Subject.of(fresh), before) > LARGEST) {
                return false;
            }
            insert(report.desk(), Subject.of(fresh), before, "CODE", "", Optional.empty(), actor);
            return true;
        });
    }

    /** A person takes a joining back; everything else stays as it is. */
    public void undo(Person person, ReportId report, UUID joining, String reason) {
        allowed(person);
        var why = checked(reason);
        own(person, report);
        transaction.run(() -> {
            order();
            var changed = database.sql("""
                            UPDATE report.joining SET undone_by = :person, undone_why = :why, undone_at = :at
                            WHERE id = :id AND desk = :desk AND (one = :report OR other = :report) AND undone_at IS NULL
                            """)
                    .param("person", person.id().value())
                    .param("why", why)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("id", joining)
                    .param("desk", person.desk().id().value())
                    .param("report", report.value())
                    .update();
            if (changed == 0) {
                throw Refusal.notFound();
            }
            audit.record(AuditEntry.of(
                    person.actor(), "report.unjoined", "report:" + report, Map.of("joining", joining.toString())));
        });
    }

    /** Everything in one case with the subject, itself included: reports and contacts. */
    public Set<Subject> together(Subject subject) {
        return Set.copyOf(database.sql("""
                        WITH RECURSIVE whole(id, kind) AS (
                            SELECT :id::uuid, :kind::text
                            UNION
                            SELECT next.id, next.kind FROM whole JOIN LATERAL (
                                SELECT other AS id, other_kind AS kind FROM report.joining
                                WHERE one = whole.id AND undone_at IS NULL
                                UNION ALL
                                SELECT one, one_kind FROM report.joining WHERE other = whole.id AND undone_at IS NULL
                            ) AS next ON true)
                        SELECT id, kind FROM whole
                        """)
                .param("id", subject.id())
                .param("kind", subject.kind().name())
                .query((row, number) ->
                        new Subject(Subject.Kind.valueOf(row.getString("kind")), row.getObject("id", UUID.class)))
                .list());
    }

    /** The other reports of the case, for the viewer's desk only, oldest first. */
    public List<ReportSummary> others(Person viewer, ReportId report) {
        own(viewer, report);
        return summaries(together(Subject.of(report))).stream()
                .filter(other -> !other.id().equals(report) && open(viewer, other))
                .sorted(java.util.Comparator.comparing(ReportSummary::accepted).thenComparing(ReportSummary::reference))
                .toList();
    }

    /** The joinings of this report itself, which a person may undo. */
    public List<Joining> joinings(Person viewer, ReportId report) {
        own(viewer, report);
        return database
                .sql("""
                        SELECT id, CASE WHEN one = :report THEN other ELSE one END AS far, how, reason FROM report.joining
                        WHERE (one = :report OR other = :report) AND undone_at IS NULL AND desk = :desk
                          AND one_kind = 'REPORT' AND other_kind = 'REPORT'
                        ORDER BY joined_at, id
                        """)
                .param("report", report.value())
                .param("desk", viewer.desk().id().value())
                .query((row, number) -> new Joining(
                        row.getObject("id", UUID.class),
                        store.summary(new ReportId(row.getObject("far", UUID.class)))
                                .orElseThrow(Refusal::notFound),
                        row.getString("how").equals("CODE"),
                        row.getString("reason")))
                .list()
                .stream()
                .filter(joining -> open(viewer, joining.other()))
                .toList();
    }

    /** What the one who told this report sees on coming back: the steps of the whole case that fit them. */
    public StatusView progressOf(ReportId id) {
        var own = store.summary(id).orElseThrow(Refusal::notFound);
        // A complaint is about how something was handled: it neither adds to a case nor keeps it from ending.
        var views = summaries(together(Subject.of(id))).stream()
                .filter(report -> report.id().equals(id) || moves.doorOf(report) != Door.COMPLAINT)
                .map(report -> new CaseProgress.Told(report, store.status(report)))
                .toList();
        return CaseProgress.of(own, views);
    }

    private List<ReportSummary> summaries(Collection<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> subject.kind() == Subject.Kind.REPORT)
                .map(subject -> store.summary(new ReportId(subject.id())))
                .flatMap(Optional::stream)
                .toList();
    }

    private int room(Subject one, Subject other) {
        var whole = new HashSet<>(together(one));
        whole.addAll(together(other));
        return whole.size();
    }

    // One at a time: two joinings at once could each see room for the last one.
    private void order() {
        database.sql("SELECT pg_advisory_xact_lock(:key)::text")
                .param("key", LOCK)
                .query(String.class)
                .single();
    }

    private void insert(
            DeskId desk, Subject a, Subject b, String how, String reason, Optional<Person> person, Actor actor) {
        var first = inOrder(a, b) ? a : b;
        var second = inOrder(a, b) ? b : a;
        var id = UUID.randomUUID();
        var made = database.sql("""
                        INSERT INTO report.joining
                            (id, desk, one, one_kind, other, other_kind, how, reason, joined_by, joined_at)
                        VALUES (:id, :desk, :one, :oneKind, :other, :otherKind, :how, :reason, :person, :at)
                        ON CONFLICT (one, other) WHERE undone_at IS NULL DO NOTHING
                        """)
                .param("id", id)
                .param("desk", desk.value())
                .param("one", first.id())
                .param("oneKind", first.kind().name())
                .param("other", second.id())
                .param("otherKind", second.kind().name())
                .param("how", how)
                .param("reason", reason)
                .param("person", person.map(by -> by.id().value()).orElse(null))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (made == 0) {
            throw Refusal.withStatus(409, "already-joined", "These two are joined already.");
        }
        for (var end : List.of(first, second)) {
            audit.record(AuditEntry.of(
                    actor,
                    "report.joined",
                    (end.kind() == Subject.Kind.REPORT ? "report:" : "contact:") + end.id(),
                    Map.of("joining", id.toString(), "how", how)));
        }
    }

    /** The order of the database, which compares the bytes without a sign. */
    private static boolean inOrder(Subject a, Subject b) {
        return a.id().toString().compareTo(b.id().toString()) < 0;
    }

    /** Whether the person may know of the report: of their desk, and a complaint only as a supervisor. */
    private boolean open(Person viewer, ReportSummary report) {
        return report.desk().equals(viewer.desk().id())
                && (viewer.is(Role.SUPERVISOR) || moves.doorOf(report) != Door.COMPLAINT);
    }

    private void own(Person person, ReportId report) {
        if (store.summary(report).filter(found -> open(person, found)).isEmpty()) {
            throw Refusal.notFound();
        }
    }

    private static void allowed(Person person) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private static String checked(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.because("reason-needed", "This needs a reason of at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }
}
