package org.egide.gateway;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Transaction;
import org.egide.report.Door;
import org.egide.report.KeptFile;
import org.egide.report.NewReport;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reports on their way in by calls (section 1.3 of provider-gateway). Every change locks the row, so that an upload and a finish
 * cannot pass each other, and {@link #move} is the only place where a state changes.
 */
@Component
final class Intakes {
    /** How long a report stays open at least. */
    static final Duration OPEN_FOR = Duration.ofHours(24);

    /** How long it stays open after the last upload or file details. */
    static final Duration AFTER_ACTIVITY = Duration.ofHours(1);

    private static final int MOST_FILES = 5_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Transaction transaction;
    private final Seals seals;
    private final Likeness likeness;
    private final Reports reports;
    private final Audit audit;
    private final Clock clock;

    Intakes(
            JdbcClient database,
            Transaction transaction,
            Seals seals,
            Likeness likeness,
            Reports reports,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.likeness = likeness;
        this.reports = reports;
        this.audit = audit;
        this.clock = clock;
    }

    /** Seals the document before anybody reads it; the number is told only once it is open. */
    long receive(Provider provider, NewReport.Raw raw) {
        return transaction.in(() -> {
            var number = database.sql("SELECT nextval('gateway.report_number')")
                    .query(Long.class)
                    .single();
            var now = clock.instant();
            database.sql("""
                            INSERT INTO gateway.intake
                                (number, provider, state, media_type, sealed, batched, opened, expires_at, moved)
                            VALUES (:number, :provider, 'RECEIVED', :type, :sealed, false, :now, :expires, :now)
                            """)
                    .param("number", number)
                    .param("provider", provider.id().value())
                    .param("type", raw.mediaType())
                    .param("sealed", seals.sealNew(Purpose.SUBMISSION, rawPlace(number), raw.bytes()))
                    .param("now", at(now))
                    .param("expires", at(now.plus(OPEN_FOR)))
                    .update();
            audit.record(AuditEntry.of(provider.actor(), "gateway.received", "intake:" + number));
            return number;
        });
    }

    /** The document was valid: from now on its number is known outside. */
    void open(Provider provider, long number, boolean batched) {
        transaction.run(() -> {
            database.sql("UPDATE gateway.intake SET batched = :batched WHERE number = :number")
                    .param("batched", batched)
                    .param("number", number)
                    .update();
            move(lock(number), IntakeState.OPEN, provider.actor());
        });
    }

    /** The document could not be taken: its bytes go before a person, and only there. */
    void refuse(Actor actor, long number, NewReport.Raw raw, String reason) {
        transaction.run(() -> handOver(lock(number), IntakeState.REFUSED, actor, raw, reason));
    }

    /** Begun and never finished: its bytes go before a person. */
    boolean expire(Actor actor, long number, NewReport.Raw raw) {
        return transaction.in(() -> {
            var intake = lock(number);
            if (intake.state() != IntakeState.OPEN || clock.instant().isBefore(intake.expires())) {
                return false;
            }
            handOver(intake, IntakeState.EXPIRED, actor, raw, "abandoned");
            return true;
        });
    }

    private void handOver(Intake intake, IntakeState next, Actor actor, NewReport.Raw raw, String reason) {
        if (!intake.state().mayBecome(next)) {
            return;
        }
        var source = Optional.of("provider:" + intake.provider());
        // What was begun twice and abandoned twice may have had other files each time: two work items.
        var submission = next == IntakeState.EXPIRED
                ? reports.keepUnread(Door.PROVIDER_XML, source, actor, raw, reason)
                : likeness.keep(intake.provider(), Door.PROVIDER_XML, source, actor, raw, reason);
        var sealed = sealed(intake.number());
        database.sql("UPDATE gateway.intake SET sealed = NULL, submission = :submission WHERE number = :number")
                .param("submission", submission)
                .param("number", intake.number())
                .update();
        seals.erase(seals.keyOf(sealed));
        move(intake, next, actor);
    }

    /** The open report of that number, locked; all that is wrong with it is refused by its code. */
    private Intake openOf(Provider provider, long number) {
        var intake = find(number, true)
                .filter(found -> found.provider().equals(provider.id()))
                .orElseThrow(() -> WireRefused.with(WireCode.NO_SUCH_REPORT));
        return switch (intake.state()) {
            case OPEN -> {
                if (!clock.instant().isBefore(intake.expires())) {
                    throw WireRefused.with(WireCode.NO_SUCH_REPORT, "it has expired");
                }
                yield intake;
            }
            case RETRACTED -> throw WireRefused.with(WireCode.ALREADY_RETRACTED);
            case FINISHING, FINISHED -> throw WireRefused.finishedBefore(fileNames(number));
            case EXPIRED -> throw WireRefused.with(WireCode.NO_SUCH_REPORT, "it has expired");
            case RECEIVED, REFUSED -> throw WireRefused.with(WireCode.NO_SUCH_REPORT);
        };
    }

    /** Whether files may be added now; refuses by the code of what is in the way. */
    void requireOpen(Provider provider, long number) {
        transaction.run(() -> openOf(provider, number));
    }

    /** Adds a kept file and returns its name on the wire; the same bytes again have the same name. */
    String addFile(Provider provider, long number, KeptFile kept, String fileName) {
        return transaction.in(() -> {
            openOf(provider, number);
            touch(number);
            var index = likeness.ofFile(kept);
            var before = index.flatMap(bytes -> database.sql(
                            "SELECT name FROM gateway.intake_file WHERE intake = :intake AND bytes_index = :index")
                    .param("intake", number)
                    .param("index", bytes)
                    .query(String.class)
                    .optional());
            return before.orElseGet(() -> insertFile(provider, number, kept, fileName, index.orElse(null)));
        });
    }

    private String insertFile(Provider provider, long number, KeptFile kept, String fileName, byte @Nullable [] index) {
        if (fileNames(number).size() >= MOST_FILES) {
            throw WireRefused.with(WireCode.INVALID_REQUEST, "a report takes at most " + MOST_FILES + " files");
        }
        var name = newName();
        database.sql("""
                        INSERT INTO gateway.intake_file (name, intake, file, file_name, bytes_index, kept_at)
                        VALUES (:name, :intake, :file, :fileName, :index, :now)
                        """)
                .param("name", name)
                .param("intake", number)
                .param("file", kept.id().value())
                .param(
                        "fileName",
                        seals.sealNew(Purpose.ITEM, namePlace(name), fileName.getBytes(StandardCharsets.UTF_8)))
                .param("index", index)
                .param("now", at(clock.instant()))
                .update();
        audit.record(AuditEntry.of(
                provider.actor(),
                "gateway.file-added",
                "intake:" + number,
                Map.of("file", kept.id().toString())));
        return name;
    }

    /** 32 hexadecimal digits with a letter that no client can take for part of a number. */
    private static String newName() {
        var bytes = new byte[16];
        String name;
        do {
            RANDOM.nextBytes(bytes);
            name = HexFormat.of().formatHex(bytes);
        } while (name.chars().noneMatch(c -> c == 'a' || c == 'b' || c == 'c' || c == 'd' || c == 'f'));
        return name;
    }

    /** Keeps the details of a file, once; the very same details again change nothing. */
    void addDetails(Provider provider, long number, String name, byte[] details) {
        transaction.run(() -> {
            openOf(provider, number);
            var had = database.sql(
                            "SELECT details, details_index FROM gateway.intake_file WHERE intake = :intake AND name = :name FOR UPDATE")
                    .param("intake", number)
                    .param("name", name)
                    .query((row, line) -> new Had(
                            row.getBytes("details") != null, Optional.ofNullable(row.getBytes("details_index"))))
                    .optional()
                    .orElseThrow(() -> WireRefused.with(WireCode.NO_SUCH_FILE));
            var index = likeness.ofDetails(details);
            if (!had.details()) {
                storeDetails(number, name, details, index.orElse(null));
            } else if (!index.isPresent()
                    || !had.index()
                            .map(before -> java.util.Arrays.equals(before, index.get()))
                            .orElse(false)) {
                throw WireRefused.with(WireCode.INVALID_REQUEST, "details of this file were sent before");
            }
        });
    }

    private void storeDetails(long number, String name, byte[] details, byte @Nullable [] index) {
        database.sql("UPDATE gateway.intake_file SET details = :details, details_index = :index WHERE name = :name")
                .param("details", seals.sealNew(Purpose.SUBMISSION, detailsPlace(name), details))
                .param("index", index)
                .param("name", name)
                .update();
        touch(number);
    }

    /** The later of 24 hours after opening and one hour after the last upload or details. */
    private void touch(long number) {
        var now = clock.instant();
        database.sql("""
                        UPDATE gateway.intake SET last_activity = :now, expires_at = greatest(expires_at, :expires)
                        WHERE number = :number
                        """)
                .param("now", at(now))
                .param("expires", at(now.plus(AFTER_ACTIVITY)))
                .param("number", number)
                .update();
    }

    /** The sender says that this is all. Returns the names of the files. */
    List<String> finish(Provider provider, long number) {
        return transaction.in(() -> {
            var intake = openOf(provider, number);
            var files = fileNames(number);
            if (intake.batched() && files.size() > 1) {
                throw WireRefused.with(WireCode.VALIDATION_FAILED, "a batched report has exactly one file");
            }
            move(intake, IntakeState.FINISHING, provider.actor());
            return files;
        });
    }

    void finished(Intake intake, ReportId report) {
        transaction.run(() -> {
            var locked = lock(intake.number());
            if (locked.state() == IntakeState.FINISHED) {
                return;
            }
            database.sql("UPDATE gateway.intake SET report = :report WHERE number = :number")
                    .param("report", report.value())
                    .param("number", intake.number())
                    .update();
            move(locked, IntakeState.FINISHED, Actor.system("gateway"));
        });
    }

    void retract(Provider provider, long number) {
        transaction.run(() -> move(openOf(provider, number), IntakeState.RETRACTED, provider.actor()));
    }

    private void move(Intake intake, IntakeState next, Actor actor) {
        if (!intake.state().mayBecome(next)) {
            throw new IllegalStateException("an intake that is " + intake.state() + " does not become " + next);
        }
        database.sql("UPDATE gateway.intake SET state = :state, moved = :now WHERE number = :number")
                .param("state", next.name())
                .param("now", at(clock.instant()))
                .param("number", intake.number())
                .update();
        audit.record(AuditEntry.of(actor, "gateway.moved", "intake:" + intake.number(), Map.of("to", next.name())));
    }

    private Intake lock(long number) {
        return find(number, true).orElseThrow();
    }

    Optional<Intake> find(long number, boolean locked) {
        return database.sql("SELECT * FROM gateway.intake WHERE number = :number" + (locked ? " FOR UPDATE" : ""))
                .param("number", number)
                .query((row, line) -> read(row))
                .optional();
    }

    /** Those of that state that have not moved since; each is looked at again under its lock. */
    List<Intake> since(IntakeState state, Instant moved, int most) {
        return database.sql("""
                        SELECT * FROM gateway.intake WHERE state = :state AND moved <= :moved ORDER BY moved LIMIT :most
                        """)
                .param("state", state.name())
                .param("moved", at(moved))
                .param("most", most)
                .query((row, line) -> read(row))
                .list();
    }

    /** Open ones whose time is over. */
    List<Intake> due(int most) {
        return database.sql("""
                        SELECT * FROM gateway.intake WHERE state = 'OPEN' AND expires_at <= :now
                        ORDER BY expires_at LIMIT :most
                        """)
                .param("now", at(clock.instant()))
                .param("most", most)
                .query((row, line) -> read(row))
                .list();
    }

    Optional<ProviderId> providerOf(ReportId report) {
        return database.sql("SELECT provider FROM gateway.intake WHERE report = :report")
                .param("report", report.value())
                .query((row, line) -> new ProviderId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** The names of the files on the wire, in the order they came. */
    List<String> fileNames(long number) {
        return database.sql("SELECT name FROM gateway.intake_file WHERE intake = :intake ORDER BY ordinal")
                .param("intake", number)
                .query((row, place) -> row.getString(1))
                .list();
    }

    byte[] sealed(long number) {
        return database.sql("SELECT sealed FROM gateway.intake WHERE number = :number")
                .param("number", number)
                .query((row, line) -> row.getBytes(1))
                .single();
    }

    private static Intake read(ResultSet row) throws SQLException {
        return new Intake(
                row.getLong("number"),
                new ProviderId(row.getObject("provider", UUID.class)),
                IntakeState.valueOf(row.getString("state")),
                row.getBoolean("batched"),
                row.getString("media_type"),
                row.getTimestamp("expires_at").toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Place rawPlace(long number) {
        return new Place("gateway.intake", String.valueOf(number), "sealed");
    }

    static Place namePlace(String name) {
        return new Place("gateway.intake_file", name, "file_name");
    }

    static Place detailsPlace(String name) {
        return new Place("gateway.intake_file", name, "details");
    }

    private record Had(boolean details, Optional<byte[]> index) {}
}
