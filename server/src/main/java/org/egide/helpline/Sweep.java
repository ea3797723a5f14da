package org.egide.helpline;

import java.util.List;
import java.util.Map;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.dialogue.Conversations;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks after those whom somebody left: a talk whose counsellor is lost waits again at its old place; a child who went before anybody
 * answered is counted, and what she wrote waits as a message.
 */
@Component
final class Sweep implements Routine {
    private static final Actor SELF = Actor.system("helpline");
    private static final int TOGETHER = 100;

    private final ContactStore store;
    private final Presences presences;
    private final Tally tally;
    private final Helplines helplines;
    private final Conversations conversations;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;

    Sweep(
            ContactStore store,
            Presences presences,
            Tally tally,
            Helplines helplines,
            Conversations conversations,
            Audit audit,
            Transaction transaction,
            JdbcClient database) {
        this.store = store;
        this.presences = presences;
        this.tally = tally;
        this.helplines = helplines;
        this.conversations = conversations;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    @Override
    public String name() {
        return "helpline-sweep";
    }

    @Override
    public int work() {
        return transaction.in(this::lost) + transaction.in(this::gone);
    }

    private int lost() {
        var persons = presences.lost();
        persons.forEach(this::giveBackAll);
        return persons.size();
    }

    private void giveBackAll(PersonId person) {
        for (var contact : store.talking(person)) {
            var locked = store.lock(contact.id());
            if (locked.state() == ContactState.TALKING && locked.isWith(person)) {
                store.giveBack(locked);
                tally.count(locked.line(), store.today(), Tally.What.GIVEN_BACK);
                audit.record(AuditEntry.of(
                        SELF,
                        "helpline.counsellor-lost",
                        "contact:" + contact.id(),
                        Map.of("person", person.toString())));
            }
        }
        presences.remove(person);
    }

    private int gone() {
        var contacts = due();
        contacts.forEach(this::leave);
        return contacts.size();
    }

    private List<Contact> due() {
        return database.sql("""
                        SELECT * FROM helpline.contact
                        WHERE state = 'WAITING' AND kind = 'CHAT' AND child_seen < :since
                        ORDER BY child_seen LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("since", store.now().minus(Contacts.GONE))
                .param("limit", TOGETHER)
                .query((row, number) -> ContactStore.read(row))
                .list();
    }

    private void leave(Contact contact) {
        tally.count(contact.line(), store.today(), Tally.What.ABANDONED);
        tally.unmet(store.today(), helplines.of(contact).counted(contact.region()), contact.needs(), Gap.UNANSWERED);
        var wrote = conversations.length(contact.id().subject()) > 0;
        if (wrote || contact.danger()) {
            var need = contact.needs().contains(Need.VIOLENCE) ? Need.VIOLENCE : Need.UNKNOWN;
            store.becomeMessage(contact, Urgency.of(contact.danger(), contact.extortion(), need, ContactKind.MESSAGE));
        } else {
            store.end(contact, ContactState.ABANDONED, null, Contacts.codeEnds(store.today()));
        }
        audit.record(AuditEntry.of(
                SELF, "helpline.gone", "contact:" + contact.id(), Map.of("wrote", String.valueOf(wrote))));
    }
}
