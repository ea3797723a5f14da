package org.egide.helpline;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a counsellor writes down for the house: notes, sealed, and what surrounds the child, as codes (R35.1). */
@Component
final class Notes {
    private static final int LONGEST = 4_000;

    private final ContactStore store;
    private final ContactAccess access;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;

    Notes(
            ContactStore store,
            ContactAccess access,
            Seals seals,
            Opener opener,
            Audit audit,
            Transaction transaction,
            JdbcClient database) {
        this.store = store;
        this.access = access;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    /** One note and its day. */
    public record Note(LocalDate day, String words) {
        @Override
        public String toString() {
            return "Note[hidden]";
        }
    }

    void add(Person counsellor, ContactId contact, String words) {
        if (words.isBlank() || words.length() > LONGEST) {
            throw Refusal.because("words-needed", "A note has 1 to " + LONGEST + " characters.");
        }
        transaction.run(() -> {
            store.mine(counsellor, contact);
            var id = UUID.randomUUID();
            database.sql("""
                            INSERT INTO helpline.note (id, contact, person, day, sealed)
                            VALUES (:id, :contact, :person, :day, :sealed)
                            """)
                    .param("id", id)
                    .param("contact", contact.value())
                    .param("person", counsellor.id().value())
                    .param("day", store.today())
                    .param(
                            "sealed",
                            seals.sealNew(
                                    Purpose.NARRATIVE, place(id), words.strip().getBytes(StandardCharsets.UTF_8)))
                    .update();
            audit.record(AuditEntry.of(counsellor.actor(), "helpline.noted", "contact:" + contact));
        });
    }

    /** All notes, for those who may read the words; audited. */
    List<Note> read(Person viewer, ContactId contact) {
        if (!access.allows(viewer, contact.subject())) {
            throw Refusal.notFound();
        }
        return transaction.in(() -> {
            audit.record(AuditEntry.of(viewer.actor(), "helpline.notes-read", "contact:" + contact));
            return database.sql("SELECT id, day, sealed FROM helpline.note WHERE contact = :contact ORDER BY day, id")
                    .param("contact", contact.value())
                    .query((row, number) -> new Note(
                            row.getObject("day", LocalDate.class),
                            opener.openText(place(row.getObject("id", UUID.class)), row.getBytes("sealed"))))
                    .list();
        });
    }

    /** What surrounds her, as the counsellor sees it now; an empty set takes all of it away. */
    void surround(Person counsellor, ContactId contact, Set<Context> noticed) {
        transaction.run(() -> {
            store.mine(counsellor, contact);
            database.sql("DELETE FROM helpline.context WHERE contact = :contact")
                    .param("contact", contact.value())
                    .update();
            database.sql("INSERT INTO helpline.context (contact, note) SELECT :contact, unnest(:noticed)")
                    .param("contact", contact.value())
                    .param("noticed", noticed.stream().map(Context::name).toArray(String[]::new))
                    .update();
            audit.record(AuditEntry.of(
                    counsellor.actor(),
                    "helpline.context-noted",
                    "contact:" + contact,
                    Map.of("number", String.valueOf(noticed.size()))));
        });
    }

    Set<Context> surrounding(ContactId contact) {
        var found = new TreeSet<Context>();
        database.sql("SELECT note FROM helpline.context WHERE contact = :contact")
                .param("contact", contact.value())
                .query((row, number) -> row.getString(1))
                .list()
                .forEach(name -> context(name).ifPresent(found::add));
        return found;
    }

    static Optional<Context> context(String name) {
        return Arrays.stream(Context.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    private static Place place(UUID id) {
        return new Place("helpline.note", id.toString(), "sealed");
    }
}
