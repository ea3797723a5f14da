package org.egide.fingerprints;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hashes that a partner hands over without anybody here having seen what they stand for. They go to a list of the unverified kind,
 * confirmed by nobody, and so never answer a provider and never block anything: a lead for a person.
 */
@Component
public final class Leads {
    private final JdbcClient database;
    private final Transaction transaction;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final Clock clock;
    private final FingerprintLists lists;
    private final EntryMarks marks;

    Leads(
            JdbcClient database,
            Transaction transaction,
            Seals seals,
            Opener opener,
            Audit audit,
            Clock clock,
            FingerprintLists lists,
            EntryMarks marks) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.clock = clock;
        this.lists = lists;
        this.marks = marks;
    }

    /**
     * Adds a lead of that partner; the same hash again, also one that the desk withdrew, changes nothing. Returns whether it is new.
     * Refuses {@code list-verified} and {@code list-withdrawn}.
     */
    public boolean add(Actor partner, ListId list, Hashes hashes, String provenance, String classification) {
        return transaction.in(() -> {
            database.sql(FingerprintLists.ONE_WRITER).query().singleRow();
            requireUnverified(list);
            var entry = EntryId.random();
            var mark = opener.blindIndex("fingerprints.entry", hashes.bytes());
            if (known(list, mark)) {
                return false;
            }
            database.sql("""
                            INSERT INTO fingerprints.entry (id, list, mark, sealed, provenance, classification, added_by, added_at)
                            VALUES (:id, :list, :mark, :sealed, :provenance, :classification, :partner, :at)
                            """)
                    .param("id", entry.value())
                    .param("list", list.value())
                    .param("mark", mark)
                    .param("sealed", seals.sealNew(Purpose.ITEM, Recognition.place(entry), hashes.bytes()))
                    .param("provenance", provenance)
                    .param("classification", classification)
                    .param("partner", UUID.fromString(partner.id()))
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            marks.store(Map.of(entry, hashes));
            audit.record(AuditEntry.of(
                    partner, "fingerprints.lead-added", "entry:" + entry, Map.of("list", list.toString())));
            return true;
        });
    }

    /** A list of the person's desk for the leads of one partner. Refuses {@code list-exists}. */
    public ListId open(Person by, String name, String ground) {
        return lists.open(by, new NewList(name, ground, "unverified", 31, false));
    }

    private void requireUnverified(ListId list) {
        var verified = database.sql("SELECT verified FROM fingerprints.list WHERE id = :list AND withdrawn_at IS NULL")
                .param("list", list.value())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> Refusal.withStatus(409, "list-withdrawn", "This list was withdrawn."));
        if (verified) {
            throw Refusal.withStatus(409, "list-verified", "A lead goes to a list of the unverified kind.");
        }
    }

    private boolean known(ListId list, byte[] mark) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM fingerprints.entry WHERE list = :list AND mark = :mark)")
                .param("list", list.value())
                .param("mark", mark)
                .query(Boolean.class)
                .single();
    }
}
