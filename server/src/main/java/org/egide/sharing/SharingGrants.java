package org.egide.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SharedEntries;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which lists a partner may pull: each proposed by one person, confirmed by another, taken back at once by one. */
@Component
public final class SharingGrants {
    private final JdbcClient database;
    private final Transaction transaction;
    private final SharingPartners partners;
    private final SharedEntries entries;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    SharingGrants(
            JdbcClient database,
            Transaction transaction,
            SharingPartners partners,
            SharedEntries entries,
            Members members,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.partners = partners;
        this.entries = entries;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** Where the telling of a list to a partner stands. */
    enum Shelf {
        CLOSED,
        OPENING,
        OPEN,
        CLOSING
    }

    /** A list that was proposed for a partner; {@code videos}: what has no picture fingerprint there is a video. */
    record Grant(
            PartnerId partner,
            ListId list,
            boolean videos,
            PersonId proposedBy,
            boolean confirmed,
            Shelf shelf,
            long shelvedTo) {}

    /** A list that a partner may pull at this moment, and who owns it. */
    record Pullable(SharedEntries.Shared list, Members.Member owner, boolean videos) {}

    /**
     * Proposes a list of the desk for a partner. Refuses {@code list-not-shared}, {@code other-territory} and {@code list-granted}.
     */
    public void propose(Person by, PartnerId id, ListId list, boolean videos) {
        transaction.run(() -> {
            var partner = partners.own(by, id);
            var shared = entries.lists(partner.desk()).stream()
                    .filter(one -> one.id().equals(list))
                    .findFirst()
                    .orElseThrow(() -> Refusal.withStatus(409, "list-not-shared", "Only a shared list can be pulled."));
            if (!shared.holdsFor(partner.territories())) {
                throw Refusal.withStatus(409, "other-territory", "The ground of this list does not hold there.");
            }
            members.owner(partner.desk(), shared.owner());
            insert(by, id, list, videos);
            record(by, "sharing.list-proposed", id, list);
        });
    }

    private void insert(Person by, PartnerId id, ListId list, boolean videos) {
        var done = database.sql("""
                        INSERT INTO sharing.granted AS g (partner, list, videos, proposed_by, proposed_at)
                        VALUES (:partner, :list, :videos, :person, :at)
                        ON CONFLICT (partner, list) DO UPDATE
                        SET videos = excluded.videos, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at,
                            confirmed_by = NULL, ended_at = NULL
                        WHERE g.ended_at IS NOT NULL
                        """)
                .param("partner", id.value())
                .param("list", list.value())
                .param("videos", videos)
                .param("person", by.id().value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (done == 0) {
            throw Refusal.withStatus(409, "list-granted", "This list was proposed for this partner already.");
        }
    }

    /** Another person agrees that the partner pulls the list. Refuses {@code same-person}. */
    public void confirm(Person by, PartnerId id, ListId list) {
        transaction.run(() -> {
            partners.own(by, id);
            var grant = standing(id).stream()
                    .filter(one -> one.list().equals(list) && !one.confirmed())
                    .findFirst()
                    .orElseThrow(Refusal::notFound);
            if (grant.proposedBy().equals(by.id())) {
                throw Refusal.withStatus(409, "same-person", "You proposed this list; another person is needed.");
            }
            database.sql("UPDATE sharing.granted SET confirmed_by = :person WHERE partner = :partner AND list = :list")
                    .param("person", by.id().value())
                    .param("partner", id.value())
                    .param("list", list.value())
                    .update();
            record(by, "sharing.list-confirmed", id, list);
        });
    }

    /** The partner may no longer pull the list; its entries are told to it as deleted. */
    public void takeBack(Person by, PartnerId id, ListId list) {
        transaction.run(() -> {
            partners.own(by, id);
            var done = database.sql("""
                            UPDATE sharing.granted SET ended_at = :at
                            WHERE partner = :partner AND list = :list AND ended_at IS NULL
                            """)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("partner", id.value())
                    .param("list", list.value())
                    .update();
            if (done == 0) {
                throw Refusal.notFound();
            }
            record(by, "sharing.list-taken-back", id, list);
        });
    }

    private void record(Person by, String action, PartnerId id, ListId list) {
        audit.record(AuditEntry.of(by.actor(), action, "partner:" + id, Map.of("list", list.toString())));
    }

    /** What was proposed and not taken back. */
    List<Grant> standing(PartnerId partner) {
        return grants("WHERE partner = :partner AND ended_at IS NULL", partner);
    }

    /** All that was ever proposed, also what was taken back: its shelf may still have to be emptied. */
    List<Grant> ever(PartnerId partner) {
        return grants("WHERE partner = :partner", partner);
    }

    private List<Grant> grants(String where, PartnerId partner) {
        return database.sql("SELECT * FROM sharing.granted " + where + " ORDER BY proposed_at, list")
                .param("partner", partner.value())
                .query((row, number) -> grant(row))
                .list();
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                new PartnerId(row.getObject("partner", UUID.class)),
                new ListId(row.getObject("list", UUID.class)),
                row.getBoolean("videos"),
                new PersonId(row.getObject("proposed_by", UUID.class)),
                Optional.ofNullable(row.getObject("confirmed_by", UUID.class)).isPresent()
                        && row.getTimestamp("ended_at") == null,
                Shelf.valueOf(row.getString("shelf")),
                row.getLong("shelved_to"));
    }

    /** The lists that the partner may pull now: confirmed, open, and for its territories. */
    Map<ListId, Pullable> pullable(SharingPartner partner) {
        return known(
                partner,
                standing(partner.id()).stream().filter(Grant::confirmed).toList(),
                true);
    }

    /** Owner and kind of each list that was ever granted: what was told needs them when it is gone. */
    Map<ListId, Pullable> everGranted(SharingPartner partner) {
        return known(partner, grants("WHERE partner = :partner", partner.id()), false);
    }

    private Map<ListId, Pullable> known(SharingPartner partner, List<Grant> grants, boolean open) {
        var granted = new HashMap<ListId, Grant>();
        grants.forEach(grant -> granted.put(grant.list(), grant));
        var found = new HashMap<ListId, Pullable>();
        for (var list : entries.lists(partner.desk())) {
            var grant = granted.get(list.id());
            if (grant != null && (!open || (list.open() && list.holdsFor(partner.territories())))) {
                found.put(list.id(), new Pullable(list, members.owner(partner.desk(), list.owner()), grant.videos()));
            }
        }
        return found;
    }
}
