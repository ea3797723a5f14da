package org.egide.helpline;

import java.util.List;
import java.util.Map;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A supervisor reads along. The row that opens the words to the supervisor is the row that the child's page shows, so the one cannot be
 * had without the other; it is audited, and it stays as a line of what was when it ends.
 */
@Component
final class Listening {
    private final ContactStore store;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;

    Listening(ContactStore store, Audit audit, Transaction transaction, JdbcClient database) {
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    /** Begins to read along, seen by the child from the next look on. */
    void begin(Person supervisor, ContactId id, String reason) {
        if (!supervisor.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
        if (reason.isBlank() || reason.length() > 300) {
            throw Refusal.because("reason-needed", "Say why you need to see this.");
        }
        transaction.run(() -> {
            store.lock(supervisor, id);
            database.sql("""
                            INSERT INTO helpline.listener (contact, person, role, since)
                            VALUES (:contact, :person, 'SUPERVISOR', :now)
                            ON CONFLICT (contact, person) DO UPDATE SET until = NULL
                            """)
                    .param("contact", id.value())
                    .param("person", supervisor.id().value())
                    .param("now", store.now())
                    .update();
            store.touch(id);
            audit.record(AuditEntry.of(
                    supervisor.actor(), "helpline.listening", "contact:" + id, Map.of("reason", reason.strip())));
        });
    }

    void end(Person supervisor, ContactId id) {
        transaction.run(() -> {
            store.lock(supervisor, id);
            database.sql("""
                            UPDATE helpline.listener SET until = :now
                            WHERE contact = :contact AND person = :person AND until IS NULL
                            """)
                    .param("now", store.now())
                    .param("contact", id.value())
                    .param("person", supervisor.id().value())
                    .update();
            store.touch(id);
            audit.record(AuditEntry.of(supervisor.actor(), "helpline.listening-ended", "contact:" + id));
        });
    }

    /** What the child sees: whether somebody reads along now, or did. Never who. */
    enum Seen {
        NOBODY,
        NOW,
        BEFORE
    }

    Seen of(ContactId id) {
        List<Boolean> open = database.sql("SELECT until IS NULL FROM helpline.listener WHERE contact = :contact")
                .param("contact", id.value())
                .query((row, number) -> row.getBoolean(1))
                .list();
        return open.isEmpty() ? Seen.NOBODY : open.contains(true) ? Seen.NOW : Seen.BEFORE;
    }

    boolean listens(Person viewer, ContactId id) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM helpline.listener
                                       WHERE contact = :contact AND person = :person AND until IS NULL)
                        """)
                .param("contact", id.value())
                .param("person", viewer.id().value())
                .query(Boolean.class)
                .single();
    }
}
