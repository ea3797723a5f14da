package org.egide.report;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Json;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Desks;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The facade of the record: takes reports in, opens them for those who may, and never loses one. Every reading of something sealed
 * is bound to the reader's desk, carries a reason and writes its audit row in the same transaction.
 */
@Component
public final class Reports {
    private static final JsonMapper JSON = Json.forgetful();
    private static final int LONGEST_REASON = 300;

    private final Sealing sealing;
    private final IntakeLine line;
    private final ReportStore store;
    private final Moves moves;
    private final Walls walls;
    private final Desks desks;
    private final Opener opener;
    private final Seals seals;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Clock clock;

    Reports(
            Sealing sealing,
            IntakeLine line,
            ReportStore store,
            Moves moves,
            Walls walls,
            Desks desks,
            Opener opener,
            Seals seals,
            Audit audit,
            Transaction transaction,
            JdbcClient database,
            Clock clock) {
        this.sealing = sealing;
        this.line = line;
        this.store = store;
        this.moves = moves;
        this.walls = walls;
        this.desks = desks;
        this.opener = opener;
        this.seals = seals;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes a report in. When this returns, the report is on disk, sealed, audited and receipted; when it throws, nothing was kept,
     * but for {@code unsure}: nobody can say yet. Sending the same key again returns the first receipt. Refuses {@code busy} when
     * the house is full.
     */
    public Receipt accept(NewReport report) {
        return line.take(sealing.seal(report, desks.receiving().id()));
    }

    /** Keeps what could not be read as a report, sealed, and puts it before a person. The reason is a stable code. */
    public UUID keepUnread(Door door, Optional<String> source, Actor actor, NewReport.Raw raw, String reason) {
        var id = UUID.randomUUID();
        transaction.run(() -> {
            var sealed = seals.sealNew(Purpose.SUBMISSION, Sealing.Places.unread(id), raw.bytes());
            store.insertUnread(id, desks.receiving().id(), door, source, raw, sealed, reason, clock.instant());
            audit.record(AuditEntry.of(actor, "intake.unread", "submission:" + id, Map.of("reason", reason)));
        });
        return id;
    }

    /**
     * A report of the viewer's desk with no wall between them; any other is not found. A complaint is found by supervisors only (R11,
     * R39.3).
     */
    public ReportSummary find(Person viewer, ReportId id) {
        return store.summary(id).filter(report -> mayKnow(viewer, report)).orElseThrow(Refusal::notFound);
    }

    /** A report for a part of the system. */
    public ReportSummary summary(ReportId id) {
        return store.summary(id).orElseThrow(Refusal::notFound);
    }

    /** The report of that short name at the viewer's desk. */
    public Optional<ReportSummary> byReference(Person viewer, String reference) {
        return store.byReference(reference).filter(report -> mayKnow(viewer, report));
    }

    private boolean mayKnow(Person viewer, ReportSummary report) {
        return report.desk().equals(viewer.desk().id())
                && (viewer.is(Role.SUPERVISOR) || moves.doorOf(report) != Door.COMPLAINT)
                && !walls.between(viewer, report.id());
    }

    /** What is known of a report in coded form. */
    public List<Fact> facts(ReportId id) {
        return store.facts(id);
    }

    /** Adds a fact; one that is there already changes nothing. Facts are never taken away. */
    public void addFact(ReportId id, Fact fact, Actor actor) {
        transaction.run(() -> {
            if (store.addFact(id, fact, clock.instant())) {
                if (fact.kind() == FactKind.INSIDER && "YES".equals(fact.value())) {
                    walls.claim(id);
                }
                audit.record(AuditEntry.of(
                        actor,
                        "report.fact-added",
                        "report:" + id,
                        Map.of("fact", fact.kind().name(), "value", fact.value())));
            }
        });
    }

    /** The things a report names, opened for a part of the system; audited. */
    public List<ReportItem> items(Actor actor, ReportId id, String reason) {
        return transaction.in(() -> {
            read(actor, id, "report.items-read", reason);
            return store.items(id);
        });
    }

    /** The things a report names, opened for a person of the desk; audited. */
    public List<ReportItem> readItems(Person viewer, ReportId id, String reason) {
        find(viewer, id);
        return items(viewer.actor(), id, reason);
    }

    /** What was told in words; empty when nothing was. */
    public String readNarrative(Person viewer, ReportId id, String reason) {
        find(viewer, id);
        return narrative(viewer.actor(), id, reason);
    }

    /** What was told in words, for a part of the system, for instance the maker of an evidence package; audited. */
    public String narrative(Actor actor, ReportId id, String reason) {
        return transaction.in(() -> {
            read(actor, id, "report.narrative-read", reason);
            return sealedColumn(id, "narrative")
                    .map(stored -> opener.openText(Sealing.Places.narrative(id), stored))
                    .orElse("");
        });
    }

    /** Who tells or is named, by field; empty when nobody said. */
    public Map<String, String> readIdentity(Person viewer, ReportId id, String reason) {
        find(viewer, id);
        return transaction.in(() -> {
            read(viewer.actor(), id, "report.identity-read", reason);
            return sealedColumn(id, "identity")
                    .map(stored -> JSON.readValue(
                            opener.open(Sealing.Places.identity(id), stored),
                            new TypeReference<TreeMap<String, String>>() {}))
                    .orElseGet(TreeMap::new);
        });
    }

    /** The submission as it came in, byte for byte. */
    public NewReport.Raw readRaw(Person viewer, ReportId id, String reason) {
        find(viewer, id);
        return transaction.in(() -> {
            read(viewer.actor(), id, "report.raw-read", reason);
            return database.sql("SELECT raw_type, raw FROM report.report WHERE id = :id")
                    .param("id", id.value())
                    .query((row, number) -> new NewReport.Raw(
                            opener.open(Sealing.Places.raw(id), row.getBytes("raw")), row.getString("raw_type")))
                    .single();
        });
    }

    /** What could not be read and nobody has handled yet, oldest first. */
    public List<Unread> unread(Person viewer) {
        return store.unread(viewer.desk().id());
    }

    /** The bytes of a submission that could not be read. */
    public NewReport.Raw readUnread(Person viewer, UUID id, String reason) {
        return transaction.in(() -> {
            store.findUnread(viewer.desk().id(), id);
            audit.record(AuditEntry.of(
                    viewer.actor(), "report.unread-read", "submission:" + id, Map.of("reason", checked(reason))));
            return database.sql("SELECT media_type, sealed FROM report.unread WHERE id = :id")
                    .param("id", id)
                    .query((row, number) -> new NewReport.Raw(
                            opener.open(Sealing.Places.unread(id), row.getBytes("sealed")),
                            row.getString("media_type")))
                    .single();
        });
    }

    /** A person has dealt with an unread submission and says how. */
    public void handleUnread(Person viewer, UUID id, String note) {
        transaction.run(() -> {
            store.findUnread(viewer.desk().id(), id);
            var sealed = seals.sealNew(
                    Purpose.NARRATIVE,
                    new Place("report.unread", id.toString(), "note"),
                    checked(note).getBytes(StandardCharsets.UTF_8));
            store.markHandled(id, viewer.id(), sealed, clock.instant());
            audit.record(AuditEntry.of(viewer.actor(), "report.unread-handled", "submission:" + id));
        });
    }

    /** The steps of this report alone; what its reporter sees on coming back is {@link Cases#progressOf}. */
    public StatusView statusOf(ReportId id) {
        return store.status(summary(id));
    }

    /** Which sender a report came from, when it has one: {@code provider:<id>}. */
    public Optional<String> sourceOf(ReportId id) {
        return store.source(id);
    }

    /** What happened to a report after its acceptance, in order: by time, then by the order in which steps can follow. */
    public List<ReportProgressed> history(ReportId id) {
        return store.history(id);
    }

    /** The status for the sender of the report; another sender finds nothing. */
    public Optional<StatusView> statusBySource(String source, ReportId id) {
        return store.source(id).filter(source::equals).isPresent() ? Optional.of(statusOf(id)) : Optional.empty();
    }

    private void read(Actor actor, ReportId id, String action, String reason) {
        audit.record(AuditEntry.of(actor, action, "report:" + id, Map.of("reason", checked(reason))));
    }

    private static String checked(String reason) {
        if (reason.isBlank()) {
            throw Refusal.because("reason-needed", "Say why you need to see this.");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.because("reason-too-long", "The reason is longer than " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }

    private Optional<byte[]> sealedColumn(ReportId id, String column) {
        var sql = column.equals("narrative")
                ? "SELECT narrative FROM report.report WHERE id = :id AND narrative IS NOT NULL"
                : "SELECT identity FROM report.report WHERE id = :id AND identity IS NOT NULL";
        return database.sql(sql)
                .param("id", id.value())
                .query((row, number) -> row.getBytes(1))
                .optional();
    }
}
