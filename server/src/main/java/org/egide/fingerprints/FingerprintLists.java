package org.egide.fingerprints;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprint.Fingerprints;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lists of a node: opening one, adding, confirming and withdrawing entries, and asking whether something is known. Entries
 * live in memory in processes with the keyring; each question first reads what was added since, then checks the candidates in
 * the database, so an addition and a withdrawal count from the moment they are stored.
 */
@Component
public final class FingerprintLists {
    private static final int BATCH = 1_000;

    private final JdbcClient database;
    private final Transaction transaction;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final Clock clock;
    private final KnownHashes known = new KnownHashes();
    private long read;

    FingerprintLists(
            JdbcClient database, Transaction transaction, Seals seals, Opener opener, Audit audit, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads all entries once the process is up, so that the first question does not wait. */
    @EventListener(ApplicationReadyEvent.class)
    void warm() {
        if (opener.holdsKeys()) {
            catchUp();
        }
    }

    /** Opens a list of the person's desk. Refuses {@code list-exists}. */
    public ListId create(Person person, NewList list) {
        keeper(person);
        return transaction.in(() -> {
            var id = ListId.random();
            var made = database.sql("""
                            INSERT INTO fingerprints.list
                                (id, desk, name, ground, classification, threshold, verified, created_by, created_at)
                            VALUES (:id, :desk, :name, :ground, :classification, :threshold, :verified, :person, :at)
                            ON CONFLICT (desk, name) DO NOTHING
                            """)
                    .param("id", id.value())
                    .param("desk", person.desk().id().value())
                    .param("name", list.name())
                    .param("ground", list.ground())
                    .param("classification", list.classification())
                    .param("threshold", list.threshold())
                    .param("verified", list.verified())
                    .param("person", person.id().value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            if (made == 0) {
                throw Refusal.withStatus(409, "list-exists", "Your desk has a list of that name already.");
            }
            audit.record(AuditEntry.of(
                    person.actor(),
                    "fingerprints.list-opened",
                    "list:" + id,
                    Map.of("verified", "" + list.verified())));
            return id;
        });
    }

    /**
     * Adds an entry; whoever adds it is the first to confirm it. {@code provenance} says where it comes from ({@code report:<id>},
     * a partner, a decision). The same content twice is the same entry.
     */
    public EntryId add(Person person, ListId list, Hashes hashes, String provenance, Optional<String> classification) {
        keeper(person);
        if (provenance.isBlank() || provenance.length() > 300) {
            throw Refusal.because("no-provenance", "An entry says where it comes from, in at most 300 characters.");
        }
        return transaction.in(() -> {
            var view = list(person, list);
            // Writers one after the other: then the order of seq is the order of commits.
            database.sql("SELECT pg_advisory_xact_lock(716070)").query().singleRow();
            var content = hashes.bytes();
            var mark = opener.blindIndex("fingerprints.entry", content);
            var same = sameEntry(list, mark);
            var entry = same.orElseGet(EntryId::random);
            if (same.isEmpty()) {
                insert(person, list, entry, mark, content, provenance, classification.orElse(view.classification()));
                audit.record(AuditEntry.of(
                        person.actor(), "fingerprints.entry-added", "entry:" + entry, Map.of("list", list.toString())));
            }
            storeConfirmation(person.id(), entry);
            return entry;
        });
    }

    private Optional<EntryId> sameEntry(ListId list, byte[] mark) {
        return database.sql("""
                        SELECT id FROM fingerprints.entry WHERE list = :list AND mark = :mark AND withdrawn_at IS NULL
                        """)
                .param("list", list.value())
                .param("mark", mark)
                .query(UUID.class)
                .optional()
                .map(EntryId::new);
    }

    private void insert(
            Person person,
            ListId list,
            EntryId entry,
            byte[] mark,
            byte[] content,
            String provenance,
            String classification) {
        database.sql("""
                        INSERT INTO fingerprints.entry
                            (id, list, mark, sealed, provenance, classification, added_by, added_at)
                        VALUES (:id, :list, :mark, :sealed, :provenance, :classification, :person, :at)
                        """)
                .param("id", entry.value())
                .param("list", list.value())
                .param("mark", mark)
                .param("sealed", seals.sealNew(Purpose.ITEM, place(entry), content))
                .param("provenance", provenance)
                .param("classification", classification)
                .param("person", person.id().value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One person stands behind an entry. The same person twice counts once. */
    public void confirm(Person person, EntryId entry) {
        keeper(person);
        transaction.run(() -> {
            var view = entry(person, entry);
            if (view.withdrawn().isPresent()) {
                throw Refusal.withStatus(409, "entry-withdrawn", "This entry was withdrawn.");
            }
            if (view.mine()) {
                throw Refusal.withStatus(
                        409, "same-person", "You confirmed this entry already; another person is needed.");
            }
            storeConfirmation(person.id(), entry);
        });
    }

    /** Whether that content stands on the list now, whoever put it there. */
    boolean holds(ListId list, Hashes hashes) {
        return sameEntry(list, opener.blindIndex("fingerprints.entry", hashes.bytes()))
                .isPresent();
    }

    /** One person stands behind an entry, by what they did elsewhere in this module. The same person twice counts once. */
    void storeConfirmation(PersonId person, EntryId entry) {
        var stored = database.sql("""
                        INSERT INTO fingerprints.confirmation (entry, person, confirmed_at)
                        VALUES (:entry, :person, :at) ON CONFLICT DO NOTHING
                        """)
                .param("entry", entry.value())
                .param("person", person.value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (stored == 1) {
            audit.record(AuditEntry.of(Actor.person(person.value()), "fingerprints.entry-confirmed", "entry:" + entry));
        }
    }

    /** Takes an entry off its list; no later question finds it. Needs a reason. */
    public void withdraw(Person person, EntryId entry, String reason) {
        keeper(person);
        if (reason.isBlank() || reason.length() > 500) {
            throw Refusal.because("no-reason", "A withdrawal needs a reason of at most 500 characters.");
        }
        transaction.run(() -> {
            entry(person, entry);
            var done = database.sql("""
                            UPDATE fingerprints.entry
                            SET withdrawn_at = :at, withdrawn_by = :person, withdrawn_reason = :reason
                            WHERE id = :id AND withdrawn_at IS NULL
                            """)
                    .param("id", entry.value())
                    .param("person", person.id().value())
                    .param("reason", reason.strip())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            if (done == 0) {
                throw Refusal.withStatus(409, "entry-withdrawn", "This entry was withdrawn before.");
            }
            audit.record(AuditEntry.of(person.actor(), "fingerprints.entry-withdrawn", "entry:" + entry));
        });
    }

    /** The lists of the person's desk, by name. */
    public List<ListView> lists(Person person) {
        return ListRows.ofDesk(database, person.desk().id());
    }

    /** A list of the person's desk, or not found. */
    public ListView list(Person person, ListId list) {
        return lists(person).stream()
                .filter(view -> view.id().equals(list))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** Up to 100 entries of a list, newest first; withdrawn ones stay visible. */
    public List<EntryView> entries(Person person, ListId list) {
        list(person, list);
        return ListRows.entries(database, person, list);
    }

    /** One entry of a list of the person's desk, or not found. */
    public EntryView entry(Person person, EntryId entry) {
        return ListRows.entry(database, person, entry).orElseThrow(Refusal::notFound);
    }

    /** What is known of a file, nearest first, exact before near. Tries eight orientations. */
    public List<Match> match(Fingerprints fingerprints) {
        catchUp();
        return check(known.candidates(fingerprints));
    }

    /** The same for fingerprints that came without their file; a PDQ is tried as it is. */
    public List<Match> match(Hashes hashes) {
        catchUp();
        return check(known.candidates(hashes));
    }

    /** Whether a match still stands verified now, for instance before a person carries its outcome over. */
    public boolean standsVerified(EntryId entry) {
        return ListRows.standing(database, List.of(entry)).stream().anyMatch(ListRows.Standing::verified);
    }

    private List<Match> check(List<KnownHashes.Candidate> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        var standing = new HashMap<EntryId, ListRows.Standing>();
        ListRows.standing(
                        database,
                        candidates.stream().map(KnownHashes.Candidate::entry).toList())
                .forEach(row -> standing.put(row.entry(), row));
        return candidates.stream()
                .flatMap(candidate -> Optional.ofNullable(standing.get(candidate.entry()))
                        .filter(row -> candidate.distance() <= row.threshold())
                        .map(row -> row.match(candidate.kind(), candidate.distance()))
                        .stream())
                .sorted(Comparator.comparing(Match::kind)
                        .thenComparing(match -> !match.verified())
                        .thenComparingInt(Match::distance))
                .toList();
    }

    private synchronized void catchUp() {
        for (var more = true; more; ) {
            var rows = ListRows.after(database, read, BATCH);
            for (var row : rows) {
                if (!row.withdrawn()) {
                    known.add(row.entry(), Hashes.parse(opener.openText(place(row.entry()), row.sealed())));
                }
                read = row.seq();
            }
            more = rows.size() == BATCH;
        }
    }

    static void keeper(Person person) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private static Place place(EntryId entry) {
        return new Place("fingerprints.entry", entry.toString(), "sealed");
    }
}
