package org.egide.fingerprints;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditEntry;
import org.egide.fingerprint.Fingerprints;
import org.egide.keys.Opener;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.Person;
import org.egide.staff.PersonId;
import org.egide.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lists of a node: opening one, confirming and withdrawing it, adding, confirming and withdrawing entries, and asking for the
 * desk whether something is known ({@link Recognition}). Partners ask by {@link Enquiries}.
 */
@Component
public final class FingerprintLists {
    // Writers one after the other: then the order of changes is the order of commits.
    static final String ONE_WRITER = "SELECT pg_advisory_xact_lock(716070)";

    private final JdbcClient database;
    private final Transaction transaction;
    private final Seals seals;
    private final Opener opener;
    private final Audit audit;
    private final Clock clock;
    private final Recognition recognition;
    private final EntryMarks marks;

    FingerprintLists(
            JdbcClient database,
            Transaction transaction,
            Seals seals,
            Opener opener,
            Audit audit,
            Clock clock,
            Recognition recognition,
            EntryMarks marks) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.opener = opener;
        this.audit = audit;
        this.clock = clock;
        this.recognition = recognition;
        this.marks = marks;
    }

    /** Opens a list of the person's desk. Refuses {@code list-exists}. */
    public ListId create(Person person, NewList list) {
        keeper(person);
        return open(person, list);
    }

    /** Opens a list for a person whose right to it was checked. */
    ListId open(Person person, NewList list) {
        list.reach().expires().ifPresent(this::stillToCome);
        return transaction.in(() -> {
            var id = ListId.random();
            var made = database.sql("""
                            INSERT INTO fingerprints.list
                                (id, desk, name, ground, classification, threshold, verified, created_by, created_at,
                                 owner, territories, kinds, shared, expires_at)
                            VALUES (:id, :desk, :name, :ground, :classification, :threshold, :verified, :person, :at,
                                    :owner, :territories, :kinds, :shared, :expires)
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
                    .param("at", now())
                    .param("owner", list.reach().owner())
                    .param("territories", texts(list.reach().territories()))
                    .param("kinds", texts(list.reach().kinds()))
                    .param("shared", list.reach().shared())
                    .param("expires", moment(list.reach().expires()))
                    .update();
            if (made == 0) {
                throw Refusal.withStatus(409, "list-exists", "Your desk has a list of that name already.");
            }
            audit.record(AuditEntry.of(
                    person.actor(),
                    "fingerprints.list-opened",
                    "list:" + id,
                    Map.of(
                            "verified",
                            "" + list.verified(),
                            "shared",
                            "" + list.reach().shared())));
            storeListConfirmation(person, id);
            return id;
        });
    }

    /**
     * A second person says that a list may answer providers; whoever opened it was the first. Refuses {@code same-person} and
     * {@code list-withdrawn}.
     */
    public void confirmList(Person person, ListId list) {
        keeper(person);
        transaction.run(() -> {
            var view = standingList(person, list);
            if (view.sharing().mine()) {
                throw Refusal.withStatus(
                        409, "same-person", "You confirmed this list already; another person is needed.");
            }
            storeListConfirmation(person, list);
        });
    }

    private void storeListConfirmation(Person person, ListId list) {
        var stored = database.sql("""
                        INSERT INTO fingerprints.list_confirmation (list, person, confirmed_at)
                        VALUES (:list, :person, :at) ON CONFLICT DO NOTHING
                        """)
                .param("list", list.value())
                .param("person", person.id().value())
                .param("at", now())
                .update();
        if (stored == 1) {
            audit.record(AuditEntry.of(person.actor(), "fingerprints.list-confirmed", "list:" + list));
        }
    }

    /** Takes a whole list back: none of its entries is found by any later question. Needs a reason and a supervisor. */
    public void withdrawList(Person person, ListId list, String reason) {
        if (!person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
        requireReason(reason);
        transaction.run(() -> {
            standingList(person, list);
            database.sql(ONE_WRITER).query().singleRow();
            var done = database.sql("""
                            UPDATE fingerprints.list SET withdrawn_at = :at, withdrawn_by = :person, withdrawn_reason = :reason
                            WHERE id = :id AND withdrawn_at IS NULL
                            """)
                    .param("id", list.value())
                    .param("person", person.id().value())
                    .param("reason", reason.strip())
                    .param("at", now())
                    .update();
            if (done == 0) {
                throw Refusal.withStatus(409, "list-withdrawn", "This list was withdrawn before.");
            }
            marks.drop(list);
            // So that every process forgets them.
            database.sql("UPDATE fingerprints.entry SET changed = nextval('fingerprints.change') WHERE list = :list")
                    .param("list", list.value())
                    .update();
            audit.record(AuditEntry.of(person.actor(), "fingerprints.list-withdrawn", "list:" + list));
        });
    }

    private ListView standingList(Person person, ListId list) {
        var view = uncounted(person, list);
        if (view.sharing().withdrawn().isPresent()) {
            throw Refusal.withStatus(409, "list-withdrawn", "This list was withdrawn.");
        }
        if (view.sharing()
                .expires()
                .filter(end -> !clock.instant().isBefore(end))
                .isPresent()) {
            throw Refusal.withStatus(409, "list-expired", "The time of this list is over.");
        }
        return view;
    }

    /** Adds an entry that holds as long as its list. */
    public EntryId add(Person person, ListId list, Hashes hashes, String provenance, Optional<String> classification) {
        return add(person, list, hashes, provenance, classification, Optional.empty());
    }

    /**
     * Adds an entry; whoever adds it is the first to confirm it. {@code provenance} says where it comes from ({@code report:<id>},
     * a partner, a decision). The same content twice is the same entry. Kinds of hash that the list does not hold are left out.
     */
    public EntryId add(
            Person person,
            ListId list,
            Hashes hashes,
            String provenance,
            Optional<String> classification,
            Optional<Instant> expires) {
        keeper(person);
        if (provenance.isBlank() || provenance.length() > 300) {
            throw Refusal.because("no-provenance", "An entry says where it comes from, in at most 300 characters.");
        }
        expires.ifPresent(this::stillToCome);
        return transaction.in(() -> {
            var view = standingList(person, list);
            database.sql(ONE_WRITER).query().singleRow();
            var kept = hashes.only(Set.copyOf(view.sharing().kinds()));
            var content = kept.bytes();
            var mark = opener.blindIndex("fingerprints.entry", content);
            withdrawExpired(person, list, mark);
            var same = sameEntry(list, mark);
            var entry = same.orElseGet(EntryId::random);
            if (same.isEmpty()) {
                var told = classification.orElse(view.classification());
                insert(person, list, entry, mark, content, provenance, told, expires);
                marks.store(Map.of(entry, kept));
                audit.record(AuditEntry.of(
                        person.actor(), "fingerprints.entry-added", "entry:" + entry, Map.of("list", list.toString())));
            }
            storeConfirmation(person.id(), entry);
            return entry;
        });
    }

    // What ended by itself makes room for the same content, with confirmations of its own.
    private void withdrawExpired(Person person, ListId list, byte[] mark) {
        database.sql("""
                        UPDATE fingerprints.entry
                        SET withdrawn_at = :at, withdrawn_by = :person, withdrawn_reason = 'expired',
                            changed = nextval('fingerprints.change')
                        WHERE list = :list AND mark = :mark AND withdrawn_at IS NULL AND expires_at <= :at
                        RETURNING id
                        """)
                .param("list", list.value())
                .param("mark", mark)
                .param("person", person.id().value())
                .param("at", now())
                .query(UUID.class)
                .optional()
                .ifPresent(old -> {
                    marks.drop(List.of(new EntryId(old)));
                    audit.record(AuditEntry.of(
                            person.actor(),
                            "fingerprints.entry-withdrawn",
                            "entry:" + old,
                            Map.of("reason", "expired")));
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
            String classification,
            Optional<Instant> expires) {
        database.sql("""
                        INSERT INTO fingerprints.entry
                            (id, list, mark, sealed, provenance, classification, added_by, added_at, expires_at)
                        VALUES (:id, :list, :mark, :sealed, :provenance, :classification, :person, :at, :expires)
                        """)
                .param("expires", moment(expires))
                .param("id", entry.value())
                .param("list", list.value())
                .param("mark", mark)
                .param("sealed", seals.sealNew(Purpose.ITEM, Recognition.place(entry), content))
                .param("provenance", provenance)
                .param("classification", classification)
                .param("person", person.id().value())
                .param("at", now())
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
                .param("at", now())
                .update();
        if (stored == 1) {
            audit.record(AuditEntry.of(Actor.person(person.value()), "fingerprints.entry-confirmed", "entry:" + entry));
        }
    }

    /** Takes an entry off its list; no later question finds it. Needs a reason. */
    public void withdraw(Person person, EntryId entry, String reason) {
        keeper(person);
        requireReason(reason);
        transaction.run(() -> {
            entry(person, entry);
            database.sql(ONE_WRITER).query().singleRow();
            var done = database.sql("""
                            UPDATE fingerprints.entry
                            SET withdrawn_at = :at, withdrawn_by = :person, withdrawn_reason = :reason,
                                changed = nextval('fingerprints.change')
                            WHERE id = :id AND withdrawn_at IS NULL
                            """)
                    .param("id", entry.value())
                    .param("person", person.id().value())
                    .param("reason", reason.strip())
                    .param("at", now())
                    .update();
            if (done == 0) {
                throw Refusal.withStatus(409, "entry-withdrawn", "This entry was withdrawn before.");
            }
            marks.drop(List.of(entry));
            audit.record(AuditEntry.of(person.actor(), "fingerprints.entry-withdrawn", "entry:" + entry));
        });
    }

    /** Takes an entry off, in the running transaction, for whoever brought it; false if it was off before. */
    boolean takeBack(EntryId entry, String reason) {
        database.sql(ONE_WRITER).query().singleRow();
        var done = database.sql("""
                        UPDATE fingerprints.entry
                        SET withdrawn_at = :at, withdrawn_reason = :reason, changed = nextval('fingerprints.change')
                        WHERE id = :id AND withdrawn_at IS NULL
                        """)
                .param("id", entry.value())
                .param("reason", reason)
                .param("at", now())
                .update();
        marks.drop(List.of(entry));
        return done == 1;
    }

    /** The lists of the person's desk, by name. */
    public List<ListView> lists(Person person) {
        return ListRows.ofDesk(database, person, clock.instant());
    }

    /** A list of the person's desk, or not found. */
    public ListView list(Person person, ListId list) {
        return lists(person).stream()
                .filter(view -> view.id().equals(list))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** The same without counting its entries. */
    ListView uncounted(Person person, ListId list) {
        return ListRows.one(database, person, list).orElseThrow(Refusal::notFound);
    }

    /** Up to 100 entries of a list, newest first; withdrawn ones stay visible. */
    public List<EntryView> entries(Person person, ListId list) {
        uncounted(person, list);
        return ListRows.entries(database, person, clock.instant(), list);
    }

    /** One entry of a list of the person's desk, or not found. */
    public EntryView entry(Person person, EntryId entry) {
        return ListRows.entry(database, person, clock.instant(), entry).orElseThrow(Refusal::notFound);
    }

    /** What is known of a file, nearest first, exact before near. Tries eight orientations. */
    public List<Match> match(Fingerprints fingerprints) {
        return recognition.match(fingerprints);
    }

    /** The same for fingerprints that came without their file; a PDQ is tried as it is. */
    public List<Match> match(Hashes hashes) {
        return recognition.match(hashes);
    }

    /** Whether a match still stands verified now, for instance before a person carries its outcome over. */
    public boolean standsVerified(EntryId entry) {
        return recognition.standing(List.of(entry)).stream().anyMatch(ListRows.Standing::verified);
    }

    static void keeper(Person person) {
        if (!person.is(Role.ANALYST) && !person.is(Role.SUPERVISOR)) {
            throw Refusal.notAllowed();
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > 500) {
            throw Refusal.because("no-reason", "A withdrawal needs a reason of at most 500 characters.");
        }
    }

    private void stillToCome(Instant end) {
        if (!end.isAfter(clock.instant())) {
            throw Refusal.because("expiry-past", "The end lies in the past.");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime moment(Optional<Instant> instant) {
        return instant.map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}
