package org.egide.helpline;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tell once (K6 of front-door-and-care): how often a child was made to tell it is a number that every handler sees. It begins at one,
 * no hand-over raises it, and asking again needs a supervisor's leave, which does.
 */
@Component
final class Askings {
    private final ContactStore store;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;

    Askings(ContactStore store, Audit audit, Transaction transaction, JdbcClient database) {
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    /** Why she would be asked again. Titles: {@code helpline.again.<name>}. */
    public enum Reason {
        SHE_WISHES,
        SAFETY,
        COURT,
        NOT_UNDERSTOOD
    }

    /** A wish that waits for leave. */
    public record Wish(String id, Reason reason) {}

    /** Asks for leave; nothing is asked of the child yet. */
    UUID wish(Person counsellor, ContactId contact, Reason reason) {
        var id = UUID.randomUUID();
        transaction.run(() -> {
            store.mine(counsellor, contact);
            database.sql("""
                            INSERT INTO helpline.asking (id, contact, reason, asked_by, at)
                            VALUES (:id, :contact, :reason, :person, :now)
                            """)
                    .param("id", id)
                    .param("contact", contact.value())
                    .param("reason", reason.name())
                    .param("person", counsellor.id().value())
                    .param("now", store.now())
                    .update();
            audit.record(AuditEntry.of(
                    counsellor.actor(),
                    "helpline.asking-wished",
                    "contact:" + contact,
                    Map.of("reason", reason.name())));
        });
        return id;
    }

    /** A supervisor, not the one who wishes it, gives leave: she is asked once more. */
    void give(Person supervisor, ContactId contact, String wish) {
        if (!supervisor.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
        if (!ContactId.isOne(wish)) {
            throw Refusal.notFound();
        }
        transaction.run(() -> {
            store.lock(supervisor, contact);
            var given = database.sql("""
                            UPDATE helpline.asking SET given_by = :person
                            WHERE id = :id AND contact = :contact AND given_by IS NULL AND asked_by <> :person
                            """)
                    .param("person", supervisor.id().value())
                    .param("id", UUID.fromString(wish))
                    .param("contact", contact.value())
                    .update();
            if (given == 0) {
                throw Refusal.withStatus(409, "two-people", "This takes two people, and once.");
            }
            store.tellOnceMore(contact);
            audit.record(AuditEntry.of(supervisor.actor(), "helpline.asking-allowed", "contact:" + contact));
        });
    }

    List<Wish> open(ContactId contact) {
        return database.sql(
                        "SELECT id, reason FROM helpline.asking WHERE contact = :contact AND given_by IS NULL ORDER BY at")
                .param("contact", contact.value())
                .query((row, number) -> new Wish(row.getString(1), Reason.valueOf(row.getString(2))))
                .list();
    }
}
