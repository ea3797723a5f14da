package org.egide.helpline;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.MessageId;
import org.egide.dialogue.Once;
import org.egide.dialogue.Said;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.IssuedCode;
import org.egide.report.ReceiptCodes;
import org.egide.report.Subject;
import org.egide.staff.Person;
import org.springframework.stereotype.Component;

/** The child's side of a contact: it begins, she writes, she is seen, she comes back. Needs no keyring. */
@Component
final class Contacts {
    /** Whoever waits and was not seen for this long has gone. */
    static final Duration GONE = Duration.ofMinutes(5);

    /** So long a code of a finished contact opens it; 22 bits of selectors are for the living (R5 of front-door-and-care). */
    static final int CODE_DAYS = 30;

    static final Actor CHILD = Actor.reporter("helpline");

    private final ContactStore store;
    private final Tally tally;
    private final ReceiptCodes codes;
    private final Conversations conversations;
    private final Audit audit;
    private final Transaction transaction;
    private final Clock clock;

    Contacts(
            ContactStore store,
            Tally tally,
            ReceiptCodes codes,
            Conversations conversations,
            Audit audit,
            Transaction transaction,
            Clock clock) {
        this.store = store;
        this.tally = tally;
        this.codes = codes;
        this.conversations = conversations;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A contact that began, and the code that leads back to it; the code is missing when the same page was sent twice. */
    record Begun(ContactId id, Optional<IssuedCode> code) {}

    /** She taps what it is about and how old she is; from now on she waits. */
    Begun begin(ContactId id, Helplines.Open at, Language language, About about, AgeGroup age) {
        if (store.find(id).isPresent()) {
            return new Begun(id, Optional.empty());
        }
        var code = codes.issue(language);
        return transaction.in(() -> {
            var contact = fresh(id, at, ContactKind.CHAT, language, about, age);
            if (!store.insert(contact)) {
                return new Begun(id, Optional.empty());
            }
            codes.keep(code, id.subject());
            record(CHILD, contact);
            return new Begun(id, Optional.of(code));
        });
    }

    /** A call, or a message that came another way, entered by the counsellor who talks; the code is for the child to write down. */
    Begun enter(Person counsellor, Helplines.Open at, ContactKind kind, Language language, About about, AgeGroup age) {
        if (kind == ContactKind.CHAT) {
            throw Refusal.because("not-by-hand", "A chat begins on the child's page.");
        }
        if (!at.desk().equals(counsellor.desk().id())) {
            throw Refusal.notFound();
        }
        var code = codes.issue(language);
        return transaction.in(() -> {
            var contact = fresh(ContactId.random(), at, kind, language, about, age);
            store.insert(contact);
            codes.keep(code, contact.id().subject());
            record(counsellor.actor(), contact);
            store.answer(contact, counsellor.id(), 0);
            tally.count(contact.line(), store.today(), Tally.What.ANSWERED);
            tally.waited(contact.line(), store.today(), 0);
            return new Begun(contact.id(), Optional.of(code));
        });
    }

    private Contact fresh(
            ContactId id, Helplines.Open at, ContactKind kind, Language language, About about, AgeGroup age) {
        var now = Optional.of(clock.instant());
        return new Contact(
                id,
                at.line().id(),
                at.desk(),
                kind,
                ContactState.WAITING,
                language,
                age,
                "",
                about.need() == Need.UNKNOWN ? Set.of() : Set.of(about.need()),
                Urgency.of(false, about.extortion(), about.need(), kind),
                false,
                about.extortion(),
                store.today(),
                now,
                kind == ContactKind.CHAT ? now : Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                1,
                0);
    }

    private void record(Actor actor, Contact contact) {
        tally.count(contact.line(), store.today(), Tally.What.BEGUN);
        audit.record(AuditEntry.of(
                actor,
                "helpline.begun",
                "contact:" + contact.id(),
                Map.of("line", contact.line(), "kind", contact.kind().name())));
    }

    /** What she has to say; when this returns it is on disk. A finished contact waits again. */
    MessageId say(ContactId id, Said said, Once once) {
        return transaction.in(() -> {
            var contact = store.lock(id);
            if (!contact.live()) {
                comeBack(contact);
            }
            if (said.danger() && !contact.danger()) {
                store.describe(
                        id,
                        contact.age(),
                        contact.region(),
                        contact.needs(),
                        true,
                        contact.extortion(),
                        Urgency.DANGER);
            }
            var message = conversations.fromReporter(id.subject(), said, once);
            store.seen(id);
            store.touch(id);
            return message;
        });
    }

    /** Her page is open; a contact that was given up because she had gone waits again. */
    Contact seen(ContactId id) {
        return transaction.in(() -> {
            var contact = store.find(id).orElseThrow(Refusal::notFound);
            if (contact.state() == ContactState.ABANDONED) {
                comeBack(store.lock(id));
            } else {
                store.seen(id);
            }
            return store.find(id).orElseThrow(Refusal::notFound);
        });
    }

    private void comeBack(Contact contact) {
        if (contact.live()) {
            return;
        }
        store.reopen(contact);
        audit.record(AuditEntry.of(CHILD, "helpline.back", "contact:" + contact.id()));
    }

    /** She marks, or takes back, that somebody is in danger now. */
    void danger(ContactId id) {
        transaction.run(() -> {
            var contact = store.lock(id);
            store.describe(
                    id, contact.age(), contact.region(), contact.needs(), true, contact.extortion(), Urgency.DANGER);
        });
    }

    Contact find(ContactId id) {
        return store.find(id).orElseThrow(Refusal::notFound);
    }

    int before(Contact contact) {
        return store.before(contact);
    }

    static LocalDate codeEnds(LocalDate today) {
        return today.plusDays(CODE_DAYS);
    }

    static Subject subject(Contact contact) {
        return contact.id().subject();
    }
}
