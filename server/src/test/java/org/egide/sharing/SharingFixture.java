package org.egide.sharing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SharedListFixture;
import org.egide.fingerprints.Territory;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.TestNode;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A desk with its people, its shared lists of invented hashes, and partners that pull them. */
final class SharingFixture {
    final SharingPartners partners;
    final SharingGrants grants;
    final FingerprintLists lists;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Seals seals;
    final Person one;
    final Person two;
    final Person proposer;
    final Person agreer;
    private final ApplicationContext node;
    private final Random random = new Random(SharedListFixture.seed());

    SharingFixture(ApplicationContext node) {
        this.node = node;
        this.partners = node.getBean(SharingPartners.class);
        this.grants = node.getBean(SharingGrants.class);
        this.lists = node.getBean(FingerprintLists.class);
        this.transaction = node.getBean(Transaction.class);
        this.database = node.getBean(JdbcClient.class);
        this.seals = node.getBean(Seals.class);
        var desk = node.getBean(Desks.class).receiving().id();
        var people = node.getBean(People.class);
        this.one = people.create("First analyst", desk, Set.of(Role.ANALYST, Role.SUPERVISOR));
        this.two = people.create("Second analyst", desk, Set.of(Role.ANALYST, Role.SUPERVISOR));
        this.proposer = people.create("Administrator", desk, Set.of(Role.ADMINISTRATOR));
        this.agreer = people.create("Supervisor", desk, Set.of(Role.SUPERVISOR));
    }

    ListId list(String... territories) {
        return SharedListFixture.shared(lists, one, two, 31, territories);
    }

    static NewPartner partner(SharingForm form, String... territories) {
        return new NewPartner(
                "Platform " + UUID.randomUUID(),
                form,
                "Agreement 7 of the invented ministry",
                Territory.parse(String.join(" ", territories)),
                false,
                1_000_000);
    }

    /** A partner that two people agreed to, with lists that two people agreed to. */
    AccessOnce live(SharingForm form, ListId... granted) {
        var access = partners.propose(proposer, partner(form));
        partners.confirm(agreer, access.partner());
        for (var list : granted) {
            grant(access.partner(), list, false);
        }
        return access;
    }

    void grant(PartnerId partner, ListId list, boolean videos) {
        grants.propose(proposer, partner, list, videos);
        grants.confirm(agreer, partner, list);
    }

    String hex(int digits) {
        var text = new StringBuilder();
        for (var i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    /** Hashes of an invented picture. */
    Hashes picture() {
        return Hashes.parse("md5:" + hex(32) + " sha1:" + hex(40) + " sha256:" + hex(64) + " pdq-full:" + hex(64)
                + " pdq-capped:" + hex(64));
    }

    EntryId entry(ListId list, Hashes hashes) {
        return SharedListFixture.confirmed(lists, one, two, list, hashes);
    }

    /** Many entries at one moment, as a bulk import writes them. */
    List<EntryId> entries(ListId list, int count) {
        var made = new ArrayList<EntryId>();
        transaction.run(() -> {
            for (var i = 0; i < count; i++) {
                made.add(EntryId.random());
                insert(list, made.getLast());
            }
            var ids = made.stream().map(EntryId::value).toArray(UUID[]::new);
            List.of(one, two).forEach(person -> confirm(ids, person));
        });
        return made;
    }

    private void insert(ListId list, EntryId entry) {
        var place = new Place("fingerprints.entry", entry.toString(), "sealed");
        database.sql("""
                        INSERT INTO fingerprints.entry
                            (id, list, mark, sealed, provenance, classification, added_by, added_at)
                        VALUES (:id, :list, :mark, :sealed, 'invented', 'A1', :person, now())
                        """)
                .param("id", entry.value())
                .param("list", list.value())
                .param("mark", entry.toString().getBytes(StandardCharsets.UTF_8))
                .param(
                        "sealed",
                        seals.sealNew(Purpose.ITEM, place, ("pdq:" + hex(64)).getBytes(StandardCharsets.UTF_8)))
                .param("person", one.id().value())
                .update();
    }

    private void confirm(UUID[] entries, Person person) {
        database.sql("""
                        INSERT INTO fingerprints.confirmation (entry, person, confirmed_at)
                        SELECT e, :person, now() FROM unnest(CAST(:entries AS uuid[])) AS e
                        """)
                .param("entries", entries)
                .param("person", person.id().value())
                .update();
    }

    DeskBrowser browser(Person person) {
        return DeskBrowser.signedIn(
                node.getBean(TestNode.class), node.getBean(Sessions.class).open(person.id()));
    }

    /** Somebody of the desk who may not let anybody in. */
    DeskBrowser analyst() {
        var people = node.getBean(People.class);
        return browser(people.create("Third analyst", one.desk().id(), Set.of(Role.ANALYST)));
    }

    static String refusal(Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            return refusal.code();
        }
        throw new AssertionError("nothing was refused");
    }

    static NcmecClient ncmec(TestNode node, AccessOnce access) {
        return new NcmecClient(
                node.http(), URI.create(node.url("/hashsharing").toString()), access.username(), access.password());
    }
}
