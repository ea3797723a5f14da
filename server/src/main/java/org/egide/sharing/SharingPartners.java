package org.egide.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.Leads;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.Territory;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.DeskId;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may pull: proposed by an administrator or supervisor, live once another one agreed, suspended or ended at once by one. Each step is
 * in the audit record. What a partner may pull stands in {@link SharingGrants}.
 */
@Component
public final class SharingPartners {
    private static final String PARTNER =
            "SELECT p.*, m.id AS member FROM sharing.partner p JOIN sharing.member m ON m.partner = p.id ";

    private final JdbcClient database;
    private final Transaction transaction;
    private final Secrets secrets;
    private final Members members;
    private final Leads leads;
    private final Audit audit;
    private final Clock clock;

    SharingPartners(
            JdbcClient database,
            Transaction transaction,
            Secrets secrets,
            Members members,
            Leads leads,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.secrets = secrets;
        this.members = members;
        this.leads = leads;
        this.audit = audit;
        this.clock = clock;
    }

    /** A partner at the person's desk that waits for another person's yes. Refuses {@code partner-exists}. */
    public AccessOnce propose(Person by, NewPartner partner) {
        keeper(by);
        var id = new PartnerId(UUID.randomUUID());
        var username = Secrets.username();
        try {
            return transaction.in(() -> {
                insert(by, id, username, partner);
                members.partner(by.desk().id(), id);
                var made = secrets.make(id, username, partner.form());
                record(
                        by,
                        "sharing.partner-proposed",
                        id,
                        Map.of("form", partner.form().name()));
                return new AccessOnce(id, username, made);
            });
        } catch (DuplicateKeyException e) {
            throw Refusal.withStatus(409, "partner-exists", "There is a partner of this name already.");
        }
    }

    private void insert(Person by, PartnerId id, String username, NewPartner partner) {
        database.sql("""
                        INSERT INTO sharing.partner
                            (id, desk, name, form, username, state, ground, territories, wrapped, calls_per_day, proposed_by, made)
                        VALUES (:id, :desk, :name, :form, :username, :state, :ground, :territories, :wrapped, :calls, :person, :at)
                        """)
                .param("id", id.value())
                .param("desk", by.desk().id().value())
                .param("name", partner.name())
                .param("form", partner.form().name())
                .param("username", username)
                .param("state", PartnerState.PROPOSED.name())
                .param("ground", partner.ground())
                .param(
                        "territories",
                        partner.territories().stream().map(Territory::code).toArray(String[]::new))
                .param("wrapped", partner.wrapped())
                .param("calls", partner.callsPerDay())
                .param("person", by.id().value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A second person agrees to the partner; lists are confirmed one by one. Refuses {@code same-person} and {@code wrong-state}. */
    public void confirm(Person by, PartnerId id) {
        transaction.run(() -> {
            var partner = own(by, id);
            if (partner.proposedBy().equals(by.id())) {
                throw Refusal.withStatus(409, "same-person", "You proposed this partner; another person is needed.");
            }
            move(by, partner, PartnerState.LIVE, Map.of());
            database.sql("UPDATE sharing.partner SET confirmed_by = :person WHERE id = :id")
                    .param("person", by.id().value())
                    .param("id", id.value())
                    .update();
            if (partner.form() == SharingForm.STOPNCII && partner.leads().isEmpty()) {
                openLeads(by, partner);
            }
        });
    }

    private void openLeads(Person by, SharingPartner partner) {
        var list = leads.open(by, "Leads of " + partner.name(), partner.ground());
        database.sql("UPDATE sharing.partner SET leads = :list WHERE id = :id")
                .param("list", list.value())
                .param("id", partner.id().value())
                .update();
    }

    /** Stops a partner at once; its next call is refused. Needs a reason. */
    public void suspend(Person by, PartnerId id, String reason) {
        moveFor(by, id, PartnerState.SUSPENDED, reason);
    }

    /** Ends it for good, at once. Needs a reason. */
    public void end(Person by, PartnerId id, String reason) {
        moveFor(by, id, PartnerState.ENDED, reason);
    }

    private void moveFor(Person by, PartnerId id, PartnerState next, String reason) {
        if (reason.isBlank() || reason.length() > 500) {
            throw Refusal.because("no-reason", "This needs a reason of at most 500 characters.");
        }
        transaction.run(() -> move(by, own(by, id), next, Map.of("reason", reason.strip())));
    }

    /** Proposes to let a suspended partner in again; another person has to agree. */
    public void resume(Person by, PartnerId id) {
        transaction.run(() -> {
            move(by, own(by, id), PartnerState.PROPOSED, Map.of());
            database.sql("UPDATE sharing.partner SET proposed_by = :person, confirmed_by = NULL WHERE id = :id")
                    .param("person", by.id().value())
                    .param("id", id.value())
                    .update();
        });
    }

    /** Whether feedback reasons come in a root of their own, for a client that looks for them there. */
    public void wrap(Person by, PartnerId id, boolean wrapped) {
        transaction.run(() -> {
            own(by, id);
            database.sql("UPDATE sharing.partner SET wrapped = :wrapped WHERE id = :id")
                    .param("wrapped", wrapped)
                    .param("id", id.value())
                    .update();
            record(by, "sharing.partner-wrapped", id, Map.of("wrapped", "" + wrapped));
        });
    }

    private void move(Person by, SharingPartner partner, PartnerState next, Map<String, String> details) {
        if (!partner.state().next().contains(next)) {
            throw Refusal.withStatus(409, "wrong-state", "This partner is not in a state for that.");
        }
        database.sql("UPDATE sharing.partner SET state = :state WHERE id = :id")
                .param("state", next.name())
                .param("id", partner.id().value())
                .update();
        var action = switch (next) {
            case PROPOSED -> "sharing.partner-proposed-again";
            case LIVE -> "sharing.partner-confirmed";
            case SUSPENDED -> "sharing.partner-suspended";
            case ENDED -> "sharing.partner-ended";
        };
        record(by, action, partner.id(), details);
    }

    private void record(Person by, String action, PartnerId id, Map<String, String> details) {
        audit.record(AuditEntry.of(by.actor(), action, "partner:" + id, details));
    }

    /** The partners of the person's desk, by name. */
    public List<SharingPartner> of(Person viewer) {
        keeper(viewer);
        return database.sql(PARTNER + "WHERE p.desk = :desk ORDER BY p.name")
                .param("desk", viewer.desk().id().value())
                .query((row, number) -> read(row))
                .list();
    }

    /** A partner of the person's desk, locked until the transaction ends; or not found. */
    SharingPartner own(Person by, PartnerId id) {
        keeper(by);
        return database.sql(PARTNER + "WHERE p.id = :id AND p.desk = :desk FOR UPDATE OF p")
                .param("id", id.value())
                .param("desk", by.desk().id().value())
                .query((row, number) -> read(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    /** Every partner whose pulls may go on some day. */
    List<SharingPartner> notEnded() {
        return database.sql(PARTNER + "WHERE p.state <> 'ENDED' ORDER BY p.id")
                .query((row, number) -> read(row))
                .list();
    }

    /** The partner of that user name, in whatever state. */
    Optional<SharingPartner> named(String username) {
        return database.sql(PARTNER + "WHERE p.username = :username")
                .param("username", username)
                .query((row, number) -> read(row))
                .optional();
    }

    static void keeper(Person person) {
        if (!person.is(Role.ADMINISTRATOR) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private static SharingPartner read(ResultSet row) throws SQLException {
        return new SharingPartner(
                new PartnerId(row.getObject("id", UUID.class)),
                new DeskId(row.getObject("desk", UUID.class)),
                row.getString("name"),
                SharingForm.valueOf(row.getString("form")),
                row.getString("username"),
                PartnerState.valueOf(row.getString("state")),
                row.getString("ground"),
                Arrays.stream((String[]) row.getArray("territories").getArray())
                        .map(Territory::new)
                        .collect(Collectors.toSet()),
                row.getBoolean("wrapped"),
                row.getInt("calls_per_day"),
                row.getInt("member"),
                Optional.ofNullable(row.getObject("leads", UUID.class)).map(ListId::new),
                new PersonId(row.getObject("proposed_by", UUID.class)),
                row.getTimestamp("made").toInstant().getEpochSecond());
    }
}
