package org.egide.helpline;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.ReporterSeals;
import org.egide.report.Return;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Passing a child on with her knowledge (R27.2, K3 of front-door-and-care). Nothing leaves before her yes is a row; a no ends it, unless
 * two people record that somebody is in danger, which she is shown at once. What was told goes along sealed, so she is not asked again.
 */
@Component
final class Handovers {
    private static final int LONGEST = 4_000;

    private final ContactStore store;
    private final Helplines helplines;
    private final Seals seals;
    private final Opener opener;
    private final ReporterSeals reporterSeals;
    private final Audit audit;
    private final Transaction transaction;
    private final JdbcClient database;

    Handovers(
            ContactStore store,
            Helplines helplines,
            Seals seals,
            Opener opener,
            ReporterSeals reporterSeals,
            Audit audit,
            Transaction transaction,
            JdbcClient database) {
        this.store = store;
        this.helplines = helplines;
        this.seals = seals;
        this.opener = opener;
        this.reporterSeals = reporterSeals;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    /** Asks her whether these words may go to that partner; she reads them on her page. */
    UUID ask(Person counsellor, ContactId contact, String partner, Form form, String words) {
        if (words.isBlank() || words.length() > LONGEST) {
            throw Refusal.because(
                    "words-needed", "Write what may be passed on, in at most " + LONGEST + " characters.");
        }
        var id = UUID.randomUUID();
        transaction.run(() -> {
            var mine = store.mine(counsellor, contact);
            var to = helplines
                    .of(mine)
                    .partner(partner)
                    .orElseThrow(() -> Refusal.because("unknown-partner", "This line has no such partner."));
            var plain = words.strip().getBytes(StandardCharsets.UTF_8);
            database.sql("""
                            INSERT INTO helpline.handover (id, contact, partner, kind, state, form, words, shown, asked_by, at)
                            VALUES (:id, :contact, :partner, :kind, 'ASKED', :form, :words, :shown, :person, :now)
                            """)
                    .param("id", id)
                    .param("contact", contact.value())
                    .param("partner", partner)
                    .param("kind", to.kind().name())
                    .param("form", form.name())
                    .param("words", seals.sealNew(Purpose.NARRATIVE, staffPlace(id), plain))
                    .param(
                            "shown",
                            reporterSeals
                                    .seal(contact.subject(), childPlace(id), plain)
                                    .orElse(null))
                    .param("person", counsellor.id().value())
                    .param("now", store.now())
                    .update();
            store.touch(contact);
            record(
                    counsellor.actor(),
                    contact,
                    "helpline.handover-asked",
                    Map.of("handover", id.toString(), "kind", to.kind().name()));
        });
        return id;
    }

    /** Her own answer, from her page. Answering again changes nothing. */
    void answer(ContactId contact, String handover, boolean yes) {
        transaction.run(() -> {
            var found = lock(contact, handover);
            if (found.state() == Handover.State.ASKED) {
                decide(found, yes, Handover.Heard.PAGE, Contacts.CHILD);
            }
        });
    }

    /** Her answer as she said it on the telephone. Where she has a page, she answers there herself. */
    void heard(Person counsellor, ContactId contact, String handover, boolean yes) {
        transaction.run(() -> {
            var mine = store.mine(counsellor, contact);
            if (mine.kind() != ContactKind.PHONE) {
                throw Refusal.withStatus(409, "she-answers", "She is asked on her page and answers there.");
            }
            var found = lock(contact, handover);
            if (found.state() != Handover.State.ASKED) {
                throw Refusal.withStatus(409, "answered", "This was answered already.");
            }
            decide(found, yes, Handover.Heard.PHONE, counsellor.actor());
        });
    }

    private void decide(Handover handover, boolean yes, Handover.Heard heard, Actor actor) {
        var state = yes ? Handover.State.AGREED : Handover.State.REFUSED;
        database.sql("UPDATE helpline.handover SET state = :state, heard = :heard WHERE id = :id")
                .param("state", state.name())
                .param("heard", heard.name())
                .param("id", handover.id())
                .update();
        store.touch(handover.contact());
        record(
                actor,
                handover.contact(),
                yes ? "helpline.handover-agreed" : "helpline.handover-refused",
                Map.of("handover", handover.id().toString(), "heard", heard.name()));
    }

    /** Somebody is in danger and she did not say yes: the first of two people says so. */
    void force(Person counsellor, ContactId contact, String handover, Handover.Reason reason) {
        transaction.run(() -> {
            store.mine(counsellor, contact);
            var found = lock(contact, handover);
            if (found.state() != Handover.State.ASKED && found.state() != Handover.State.REFUSED) {
                throw Refusal.withStatus(409, "answered", "This was answered already.");
            }
            database.sql("""
                            UPDATE helpline.handover SET state = 'FORCING', reason = :reason, asked_by = :person WHERE id = :id
                            """)
                    .param("reason", reason.name())
                    .param("person", counsellor.id().value())
                    .param("id", found.id())
                    .update();
            record(
                    counsellor.actor(),
                    contact,
                    "helpline.handover-forcing",
                    Map.of("handover", handover, "reason", reason.name()));
        });
    }

    /** The second person: another one, a supervisor of the desk. From here on it goes, and she sees it. */
    void second(Person supervisor, ContactId contact, String handover) {
        if (!supervisor.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
        transaction.run(() -> {
            store.lock(supervisor, contact);
            var found = lock(contact, handover);
            if (found.state() != Handover.State.FORCING) {
                throw Refusal.withStatus(409, "answered", "Nobody asks for a second person here.");
            }
            if (found.askedBy().equals(supervisor.id())) {
                throw Refusal.withStatus(409, "two-people", "This takes two people.");
            }
            database.sql("""
                            UPDATE helpline.handover SET state = 'FORCED', heard = 'DANGER', second = :person WHERE id = :id
                            """)
                    .param("person", supervisor.id().value())
                    .param("id", found.id())
                    .update();
            store.touch(contact);
            record(supervisor.actor(), contact, "helpline.handover-forced", Map.of("handover", handover));
        });
    }

    private void record(Actor actor, ContactId contact, String action, Map<String, String> details) {
        audit.record(AuditEntry.of(actor, action, "contact:" + contact, details));
    }

    List<Handover> of(ContactId contact) {
        return database.sql("SELECT * FROM helpline.handover WHERE contact = :contact ORDER BY at, id")
                .param("contact", contact.value())
                .query((row, number) -> read(row))
                .list();
    }

    /** The words that would go, as her code opens them. */
    String shown(Return back, Handover handover) {
        return database.sql("SELECT shown FROM helpline.handover WHERE id = :id AND shown IS NOT NULL")
                .param("id", handover.id())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(box -> new String(back.key().open(childPlace(handover.id()), box), StandardCharsets.UTF_8))
                .orElse("");
    }

    /** The agreed words for the report; the caller writes the audit row. */
    String words(Handover handover) {
        var box = database.sql("SELECT words FROM helpline.handover WHERE id = :id")
                .param("id", handover.id())
                .query((row, number) -> row.getBytes(1))
                .single();
        return opener.openText(staffPlace(handover.id()), box);
    }

    private Handover lock(ContactId contact, String handover) {
        if (!ContactId.isOne(handover)) {
            throw Refusal.notFound();
        }
        return database.sql("SELECT * FROM helpline.handover WHERE id = :id AND contact = :contact FOR UPDATE")
                .param("id", UUID.fromString(handover))
                .param("contact", contact.value())
                .query((row, number) -> read(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    static Handover read(ResultSet row) throws SQLException {
        return new Handover(
                row.getObject("id", UUID.class),
                new ContactId(row.getObject("contact", UUID.class)),
                row.getString("partner"),
                Partner.Kind.valueOf(row.getString("kind")),
                Handover.State.valueOf(row.getString("state")),
                Form.valueOf(row.getString("form")),
                Optional.ofNullable(row.getString("heard")).map(Handover.Heard::valueOf),
                Optional.ofNullable(row.getString("reason")).map(Handover.Reason::valueOf),
                new PersonId(row.getObject("asked_by", UUID.class)),
                Optional.ofNullable(row.getObject("report", UUID.class)).map(ReportId::new),
                Optional.ofNullable(row.getString("answer")));
    }

    private static Place staffPlace(UUID id) {
        return new Place("helpline.handover", id.toString(), "words");
    }

    private static Place childPlace(UUID id) {
        return new Place("helpline.handover", id.toString(), "shown");
    }
}
