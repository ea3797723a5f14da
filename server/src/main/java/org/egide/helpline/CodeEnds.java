package org.egide.helpline;

import java.util.List;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.report.ReceiptCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends the codes of contacts that were over {@link Contacts#CODE_DAYS} days ago: a selector has 22 bits, so 14 million contacts a year
 * cannot keep theirs for ever. One that was passed on keeps its code as long as the report lives.
 */
@Component
final class CodeEnds implements Routine {
    private static final int TOGETHER = 500;

    private final ContactStore store;
    private final ReceiptCodes codes;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;

    CodeEnds(ContactStore store, ReceiptCodes codes, Audit audit, Transaction transaction, JdbcClient database) {
        this.store = store;
        this.codes = codes;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    @Override
    public String name() {
        return "helpline-codes";
    }

    @Override
    public int work() {
        return transaction.in(() -> {
            var over = due();
            over.stream()
                    .filter(contact -> !passedOn(contact))
                    .forEach(contact -> codes.forget(contact.id().subject()));
            if (!over.isEmpty()) {
                audit.record(
                        AuditEntry.of(Actor.system("helpline"), "helpline.codes-ended", "contacts:" + over.size()));
            }
            return over.size();
        });
    }

    private List<Contact> due() {
        return database.sql("""
                        UPDATE helpline.contact c SET code_ends = NULL
                        FROM (SELECT id FROM helpline.contact WHERE code_ends <= :today LIMIT :limit
                              FOR UPDATE SKIP LOCKED) AS over
                        WHERE c.id = over.id RETURNING c.*
                        """)
                .param("today", store.today())
                .param("limit", TOGETHER)
                .query((row, number) -> ContactStore.read(row))
                .list();
    }

    private boolean passedOn(Contact contact) {
        return database.sql(
                        "SELECT EXISTS (SELECT 1 FROM helpline.handover WHERE contact = :id AND report IS NOT NULL)")
                .param("id", contact.id().value())
                .query(Boolean.class)
                .single();
    }
}
