package org.egide.helpline;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Line;
import org.egide.dialogue.Once;
import org.egide.dialogue.Speaker;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.FactKind;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The counsellor's side of a contact: takes the next, talks, writes down what is learned, gives back, closes. */
@Component
final class Talks {
    private final ContactStore store;
    private final Presences presences;
    private final Tally tally;
    private final Helplines helplines;
    private final Conversations conversations;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Clock clock;

    Talks(
            ContactStore store,
            Presences presences,
            Tally tally,
            Helplines helplines,
            Conversations conversations,
            Audit audit,
            Transaction transaction,
            JdbcClient database,
            Clock clock) {
        this.store = store;
        this.presences = presences;
        this.tally = tally;
        this.helplines = helplines;
        this.conversations = conversations;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    /**
     * The most urgent, then the longest waiting, of a language this counsellor speaks; nothing when nobody waits. Refuses
     * {@code not-signed-on} and {@code hands-full}.
     */
    Optional<ContactId> next(Person counsellor) {
        return Optional.of(transaction.in(() -> {
                    var presence = presences
                            .lock(counsellor)
                            .orElseThrow(() -> Refusal.withStatus(409, "not-signed-on", "Sign on to the line first."));
                    if (store.talking(counsellor.id()).size() >= presence.capacity()) {
                        throw Refusal.withStatus(409, "hands-full", "You talk with as many as you said you can.");
                    }
                    presences.seen(counsellor);
                    return store.next(counsellor.desk().id(), presence.languages())
                            .map(contact -> take(counsellor, contact))
                            .map(List::of)
                            .orElse(List.of());
                }))
                .filter(found -> !found.isEmpty())
                .map(List::getFirst);
    }

    private ContactId take(Person counsellor, Contact contact) {
        var waited = (int)
                Math.min(Integer.MAX_VALUE, contact.waiting(clock.instant()).toSeconds());
        store.answer(contact, counsellor.id(), Math.max(0, waited));
        if (contact.waited().isEmpty()) {
            tally.count(contact.line(), store.today(), Tally.What.ANSWERED);
            tally.waited(contact.line(), store.today(), Math.max(0, waited));
        }
        audit.record(AuditEntry.of(counsellor.actor(), "helpline.taken", "contact:" + contact.id()));
        return contact.id();
    }

    /** All that was said; only for whoever talks with her, or reads along openly. */
    List<Line> read(Person viewer, ContactId id) {
        return conversations.forStaff(viewer, id.subject(), "helpline-talk");
    }

    /** The counsellor answers; a supervisor who reads along may speak too, as supervisor. */
    void say(Person counsellor, ContactId id, String words, Once once) {
        transaction.run(() -> {
            var contact = store.lock(counsellor, id);
            var speaker = contact.isWith(counsellor.id()) ? Speaker.COUNSELLOR : Speaker.SUPERVISOR;
            if (contact.state() != ContactState.TALKING) {
                throw Refusal.withStatus(409, "not-yours", "Somebody else talks with this child, or nobody does.");
            }
            conversations.fromStaff(counsellor, id.subject(), speaker, words, once);
            presences.seen(counsellor);
            store.touch(id);
        });
    }

    /** What is learned about age, region, needs and dangers; the place in the queue follows from it. */
    void describe(
            Person counsellor,
            ContactId id,
            AgeGroup age,
            String region,
            Set<Need> needs,
            boolean danger,
            boolean extortion) {
        transaction.run(() -> {
            var contact = store.mine(counsellor, id);
            var line = helplines.of(contact);
            var known = region.isEmpty() || line.regions().containsKey(region);
            if (!known) {
                throw Refusal.because("unknown-region", "This line has no such region.");
            }
            var need = needs.contains(Need.VIOLENCE) ? Need.VIOLENCE : Need.UNKNOWN;
            var kept = needs.isEmpty() ? EnumSet.noneOf(Need.class) : EnumSet.copyOf(needs);
            kept.remove(Need.UNKNOWN);
            store.describe(
                    id, age, region, kept, danger, extortion, Urgency.of(danger, extortion, need, contact.kind()));
            audit.record(AuditEntry.of(counsellor.actor(), "helpline.described", "contact:" + id));
            presences.seen(counsellor);
        });
    }

    /** A coded fact; the case grows as the talk goes on. */
    void addFact(Person counsellor, ContactId id, FactKind kind, String value) {
        if (!kind.allows(value)) {
            throw Refusal.because("unknown-fact-value", "The fact does not have the value that was sent.");
        }
        transaction.run(() -> {
            store.mine(counsellor, id);
            database.sql("""
                            INSERT INTO helpline.fact (contact, kind, value) VALUES (:contact, :kind, :value)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("contact", id.value())
                    .param("kind", kind.name())
                    .param("value", value)
                    .update();
            audit.record(AuditEntry.of(
                    counsellor.actor(),
                    "helpline.fact-added",
                    "contact:" + id,
                    Map.of("fact", kind.name(), "value", value)));
            presences.seen(counsellor);
        });
    }

    /** A coded fact of a contact. */
    record Known(FactKind kind, String value) {}

    List<Known> facts(ContactId id) {
        return database.sql("SELECT kind, value FROM helpline.fact WHERE contact = :contact ORDER BY kind, value")
                .param("contact", id.value())
                .query((row, number) -> new Known(FactKind.valueOf(row.getString(1)), row.getString(2)))
                .list();
    }

    /** Back to the queue, for somebody else. */
    void giveBack(Person counsellor, ContactId id) {
        transaction.run(() -> {
            var contact = store.mine(counsellor, id);
            store.giveBack(contact);
            audit.record(AuditEntry.of(counsellor.actor(), "helpline.given-back", "contact:" + id));
            presences.seen(counsellor);
        });
    }

    /** The end of a talk, with what became of it and, where help was not there, why. */
    void close(Person counsellor, ContactId id, Outcome outcome, Optional<Gap> gap) {
        transaction.run(() -> {
            var contact = store.mine(counsellor, id);
            tally.count(contact.line(), store.today(), Tally.What.MINUTES_TALKED, store.minutesTalked(id));
            store.end(contact, ContactState.CLOSED, outcome, Contacts.codeEnds(store.today()));
            tally.count(contact.line(), store.today(), Tally.What.CLOSED);
            gap.ifPresent(unmet -> tally.unmet(
                    store.today(), helplines.of(contact).counted(contact.region()), contact.needs(), unmet));
            audit.record(AuditEntry.of(
                    counsellor.actor(),
                    "helpline.closed",
                    "contact:" + id,
                    Map.of("outcome", outcome.name(), "gap", gap.map(Gap::name).orElse("NONE"))));
            presences.seen(counsellor);
        });
    }

    List<Contact> mine(Person counsellor) {
        return store.talking(counsellor.id());
    }

    List<Contact> waiting(Person viewer, int limit) {
        return store.waiting(viewer.desk().id(), limit);
    }

    List<Contact> talking(Person viewer) {
        return store.talking(viewer.desk().id());
    }

    /** A contact of the viewer's desk; any other is not found. */
    Contact find(Person viewer, ContactId id) {
        return store.find(id)
                .filter(contact -> contact.desk().equals(viewer.desk().id()))
                .orElseThrow(Refusal::notFound);
    }
}
