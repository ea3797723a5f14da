package org.egide.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Desks;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where unwanted uploads lie (R10 of front-door-and-care): sealed to a key pair of their own, never rendered, scanned, matched or counted
 * among files. Only a {@link Role#SPECIALIST} of the desk opens one, with a reason and an audit row in the same transaction; all
 * others learn that something is there.
 */
@Component
public final class Quarantine {
    private static final Actor DOOR = Actor.reporter("front-door");
    private static final int SHOWN = 200;

    private final Seals seals;
    private final Opener opener;
    private final Desks desks;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Clock clock;

    Quarantine(
            Seals seals,
            Opener opener,
            Desks desks,
            Audit audit,
            Transaction transaction,
            JdbcClient database,
            Clock clock) {
        this.seals = seals;
        this.opener = opener;
        this.desks = desks;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    /** Locks the things away, all or none; {@code entrance} is the page they came to, in small letters. Needs no private key. */
    public void keep(String entrance, List<Unwanted> things) {
        transaction.run(() -> things.forEach(thing -> keep(entrance, thing)));
    }

    private void keep(String entrance, Unwanted thing) {
        var id = new QuarantineId(UUID.randomUUID());
        database.sql("""
                        INSERT INTO report.quarantine (id, desk, entrance, kind, came_on, sealed)
                        VALUES (:id, :desk, :entrance, :kind, :day, :sealed)
                        """)
                .param("id", id.value())
                .param("desk", desks.receiving().id().value())
                .param("entrance", entrance)
                .param("kind", thing.kind().name())
                .param("day", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("sealed", seals.sealNew(Purpose.QUARANTINE, place(id), thing.bytes()))
                .update();
        audit.record(AuditEntry.of(
                DOOR,
                "intake.quarantined",
                "quarantine:" + id,
                Map.of("entrance", entrance, "kind", thing.kind().name())));
    }

    /** How many things lie there at the viewer's desk: all that others than specialists learn. */
    public int waiting(Person viewer) {
        return database.sql("SELECT count(*) FROM report.quarantine WHERE desk = :desk AND NOT destroyed")
                .param("desk", viewer.desk().id().value())
                .query(Integer.class)
                .single();
    }

    /** What lies there, newest first, unopened. */
    public List<Held> of(Person specialist) {
        specialist(specialist);
        return database.sql("""
                        SELECT id, entrance, kind, came_on FROM report.quarantine
                        WHERE desk = :desk AND NOT destroyed ORDER BY came_on DESC, id LIMIT :limit
                        """)
                .param("desk", specialist.desk().id().value())
                .param("limit", SHOWN)
                .query((row, number) -> held(row))
                .list();
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                new QuarantineId(row.getObject("id", UUID.class)),
                row.getString("entrance"),
                Unwanted.Kind.valueOf(row.getString("kind")),
                row.getObject("came_on", LocalDate.class));
    }

    /** The bytes, as they came. Refuses {@code not-allowed} for everybody but a specialist, and {@code reason-needed}. */
    public byte[] open(Person specialist, QuarantineId id, String reason) {
        specialist(specialist);
        return transaction.in(() -> {
            record(specialist, id, "report.quarantine-opened", reason);
            return database.sql("""
                            SELECT sealed FROM report.quarantine WHERE id = :id AND desk = :desk AND NOT destroyed
                            """)
                    .param("id", id.value())
                    .param("desk", specialist.desk().id().value())
                    .query((row, number) -> opener.open(place(id), row.getBytes(1)))
                    .optional()
                    .orElseThrow(Refusal::notFound);
        });
    }

    /** Destroys its key and its bytes for good. */
    public void destroy(Person specialist, QuarantineId id, String reason) {
        specialist(specialist);
        transaction.run(() -> {
            record(specialist, id, "report.quarantine-destroyed", reason);
            var sealed = database.sql("""
                            SELECT sealed FROM report.quarantine
                            WHERE id = :id AND desk = :desk AND NOT destroyed FOR UPDATE
                            """)
                    .param("id", id.value())
                    .param("desk", specialist.desk().id().value())
                    .query((row, number) -> row.getBytes(1))
                    .optional()
                    .orElseThrow(Refusal::notFound);
            seals.erase(seals.keyOf(sealed));
            database.sql("UPDATE report.quarantine SET destroyed = true, sealed = '' WHERE id = :id")
                    .param("id", id.value())
                    .update();
        });
    }

    private void record(Person specialist, QuarantineId id, String action, String reason) {
        if (reason.isBlank()) {
            throw Refusal.because("reason-needed", "Say why you need to see this.");
        }
        audit.record(AuditEntry.of(specialist.actor(), action, "quarantine:" + id, Map.of("reason", reason)));
    }

    private static void specialist(Person person) {
        if (!person.is(Role.SPECIALIST)) {
            throw Refusal.notAllowed();
        }
    }

    private static Place place(QuarantineId id) {
        return new Place("report.quarantine", id.toString(), "sealed");
    }
}
