package org.egide.fingerprints;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.keys.Opener;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The only way from a child's own hash to a list: two different people of the desk that owns the report assessed it and name the same
 * list of the verified kind. Until the second assents, nothing is opened and nothing stands anywhere.
 */
@Component
public final class OwnAssents {
    private final JdbcClient database;
    private final Transaction transaction;
    private final Reports reports;
    private final FingerprintLists lists;
    private final Opener opener;
    private final Audit audit;
    private final Clock clock;

    OwnAssents(
            JdbcClient database,
            Transaction transaction,
            Reports reports,
            FingerprintLists lists,
            Opener opener,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.reports = reports;
        this.lists = lists;
        this.opener = opener;
        this.audit = audit;
        this.clock = clock;
    }

    /** What stands with a report of the viewer's desk, oldest first. */
    public List<OwnView> of(Person viewer, ReportId report) {
        reports.find(viewer, report);
        return database.sql("""
                        SELECT o.id, o.perceptual, o.received_at, o.entry IS NOT NULL AS listed,
                               (SELECT count(*) FROM fingerprints.own_assent a WHERE a.own = o.id) AS assents,
                               EXISTS (SELECT 1 FROM fingerprints.own_assent a WHERE a.own = o.id AND a.person = :person)
                                   AS mine
                        FROM fingerprints.own o WHERE o.report = :report ORDER BY o.received_at, o.sending, o.place
                        """)
                .param("report", report.value())
                .param("person", viewer.id().value())
                .query((row, number) -> new OwnView(
                        row.getObject("id", UUID.class),
                        row.getBoolean("perceptual"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getInt("assents"),
                        row.getBoolean("mine"),
                        row.getBoolean("listed")))
                .list();
    }

    /**
     * One person says that the fingerprint belongs on that list; with the second one it is there, confirmed by both. Refuses
     * {@code list-unverified}, {@code same-person}. Returns the report.
     */
    public ReportId assent(Person person, UUID own, ListId list) {
        FingerprintLists.keeper(person);
        return transaction.in(() -> {
            var stored = locked(own);
            reports.find(person, stored.report());
            if (!lists.uncounted(person, list).verified()) {
                throw Refusal.withStatus(409, "list-unverified", "Choose a list of the verified kind.");
            }
            store(person, own, list);
            audit.record(AuditEntry.of(
                    person.actor(),
                    "fingerprints.own-assented",
                    "report:" + stored.report(),
                    Map.of("own", own.toString(), "list", list.toString())));
            var people = people(own, list);
            if (people.size() >= EntryView.NEEDED && stored.entry().isEmpty()) {
                enlist(person, own, stored, list, people);
            }
            return stored.report();
        });
    }

    private void store(Person person, UUID own, ListId list) {
        var done = database.sql("""
                        INSERT INTO fingerprints.own_assent (own, person, list, given_at)
                        VALUES (:own, :person, :list, :at) ON CONFLICT DO NOTHING
                        """)
                .param("own", own)
                .param("person", person.id().value())
                .param("list", list.value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (done == 0) {
            throw Refusal.withStatus(409, "same-person", "You assented already; another person is needed.");
        }
    }

    private List<PersonId> people(UUID own, ListId list) {
        return database.sql("SELECT person FROM fingerprints.own_assent WHERE own = :own AND list = :list")
                .param("own", own)
                .param("list", list.value())
                .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                .list();
    }

    private void enlist(Person person, UUID own, Stored stored, ListId list, List<PersonId> people) {
        var hashes = OwnHashText.read(opener.openText(OwnHashes.place(own), stored.sealed()))
                .getFirst()
                .hashes();
        // What stood there before for reasons of its own stays when the child takes theirs back.
        var before = lists.holds(list, hashes);
        var entry = lists.add(person, list, hashes, "report:" + stored.report(), Optional.empty());
        people.forEach(one -> lists.storeConfirmation(one, entry));
        if (!before) {
            database.sql("UPDATE fingerprints.own SET entry = :entry WHERE id = :id")
                    .param("entry", entry.value())
                    .param("id", own)
                    .update();
        }
    }

    private Stored locked(UUID own) {
        return database.sql("SELECT report, sealed, entry FROM fingerprints.own WHERE id = :id FOR UPDATE")
                .param("id", own)
                .query((row, number) -> new Stored(
                        new ReportId(row.getObject("report", UUID.class)),
                        row.getBytes("sealed"),
                        Optional.ofNullable(row.getObject("entry", UUID.class))))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    private record Stored(ReportId report, byte[] sealed, Optional<UUID> entry) {}
}
