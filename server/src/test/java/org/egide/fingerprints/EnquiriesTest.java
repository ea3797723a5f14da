package org.egide.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.egide.fingerprints.SharedListFixture.away;
import static org.egide.fingerprints.SharedListFixture.confirmed;
import static org.egide.fingerprints.SharedListFixture.flip;
import static org.egide.fingerprints.SharedListFixture.hashes;
import static org.egide.fingerprints.SharedListFixture.noise;
import static org.egide.fingerprints.SharedListFixture.seed;
import static org.egide.fingerprints.SharedListFixture.shared;
import static org.egide.fingerprints.SharedListFixture.waiting;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.egide.audit.Actor;
import org.egide.audit.Audit;
import org.egide.audit.AuditTrail;
import org.egide.fingerprint.Pdq;
import org.egide.keys.Opener;
import org.egide.platform.Refusal;
import org.egide.platform.Transaction;
import org.egide.staff.DeskId;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Partners' questions: who is answered, by which entries, and what a partner that wants the list itself gets. */
@EgideTest
final class EnquiriesTest {
    private final FingerprintLists lists;
    private final Enquiries enquiries;
    private final JdbcClient database;
    private final Transaction transaction;
    private final EntryMarks marks;
    private final Opener opener;
    private final PictureSnapshot snapshot;
    private final Audit audit;
    private final AuditTrail trail;
    private final SettableClock clock;
    private final DeskId desk;
    private final Person one;
    private final Person two;
    private final Person supervisor;
    private final Person stranger;

    EnquiriesTest(
            FingerprintLists lists,
            Enquiries enquiries,
            JdbcClient database,
            Transaction transaction,
            EntryMarks marks,
            Opener opener,
            PictureSnapshot snapshot,
            Audit audit,
            AuditTrail trail,
            SettableClock clock,
            Desks desks,
            People people) {
        this.lists = lists;
        this.enquiries = enquiries;
        this.database = database;
        this.transaction = transaction;
        this.marks = marks;
        this.opener = opener;
        this.snapshot = snapshot;
        this.audit = audit;
        this.trail = trail;
        this.clock = clock;
        this.desk = desks.receiving().id();
        this.one = people.create("First analyst", desk, Set.of(Role.ANALYST));
        this.two = people.create("Second analyst", desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Supervisor", desk, Set.of(Role.SUPERVISOR));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Analyst elsewhere", other.id(), Set.of(Role.ANALYST, Role.SUPERVISOR));
    }

    private Enquirer enquirer(String... territories) {
        return enquirer(desk, 10_000, 1_000, territories);
    }

    private static Enquirer enquirer(DeskId desk, int questions, int matches, String... territories) {
        return new Enquirer(
                Actor.provider(UUID.randomUUID()),
                desk,
                Territory.parse(String.join(" ", territories)),
                questions,
                matches);
    }

    private Finding ask(Enquirer enquirer, Pdq pdq) {
        return enquiries.ask(enquirer, List.of(hashes(pdq))).getFirst();
    }

    private static String code(ThrowingCallable act) {
        return catchThrowableOfType(Refusal.class, act).code();
    }

    /** A second process on the same database: a memory of its own. */
    private Enquiries secondNode(Clock time) {
        return new Enquiries(
                database,
                transaction,
                new Recognition(database, opener, time, marks, snapshot),
                new Neighbourhoods(database),
                audit,
                time);
    }

    @Test
    void R10_6_anEntryAnswersOnlyWhenTwoPeopleConfirmedItAndTwoItsList() {
        var pdq = noise(seed());
        var list = waiting(lists, one, 31, Optional.empty());
        var entry = lists.add(one, list, hashes(pdq), "invented", Optional.empty());
        var partner = enquirer();
        assertThat(ask(partner, pdq).known()).isEmpty();
        lists.confirm(two, entry);
        assertThat(ask(partner, pdq).known()).isEmpty();
        assertThat(code(() -> lists.confirmList(one, list))).isEqualTo("same-person");
        lists.confirmList(two, list);
        var finding = ask(partner, away(pdq, 20, 1));
        assertThat(finding.next()).isEqualTo(Finding.Next.REVIEW_THEN_REPORT);
        assertThat(finding.known()).singleElement().satisfies(match -> {
            assertThat(match.entry()).isEqualTo(entry);
            assertThat(match.kind()).isEqualTo(Match.Kind.NEAR);
            assertThat(match.band()).isEqualTo(Finding.Band.FAR);
            assertThat(match.owner()).isEqualTo("Invented owner");
            assertThat(match.classification()).isEqualTo("A1");
        });
        assertThat(ask(partner, away(pdq, 10, 1)).known().getFirst().band()).isEqualTo(Finding.Band.CLOSE);
        assertThat(trail.of("list:" + list).toString())
                .contains("fingerprints.list-opened", "fingerprints.list-confirmed");
    }

    @Test
    void aListOfTheDeskAloneAnswersNoPartner() {
        var pdq = noise(seed());
        var own = lists.create(one, new NewList("Own " + UUID.randomUUID(), "Article 1", "A1", 31, true));
        lists.confirmList(two, own);
        confirmed(lists, one, two, own, hashes(pdq));
        assertThat(ask(enquirer(), pdq).known()).isEmpty();
        assertThat(lists.match(hashes(pdq))).hasSize(1);
        assertThat(code(() -> new NewList("x", "y", "z", 31, false, sharedReach())))
                .isEqualTo("shared-unverified");
    }

    private static NewList.Reach sharedReach() {
        return new NewList.Reach("", Set.of(), SharedListFixture.only(HashKind.MD5), Optional.empty(), true);
    }

    @Test
    void aWithdrawalIsSeenByTheNextQuestionHereAndInASecondNode() {
        var pdq = noise(seed());
        var list = shared(lists, one, two, 31);
        var entry = confirmed(lists, one, two, list, hashes(pdq));
        var elsewhere = new Recognition(database, opener, clock, marks, snapshot);
        var node = new Enquiries(database, transaction, elsewhere, new Neighbourhoods(database), audit, clock);
        var partner = enquirer();
        assertThat(ask(partner, pdq).known()).hasSize(1);
        assertThat(node.ask(partner, List.of(hashes(pdq))).getFirst().known()).hasSize(1);
        var held = elsewhere.size();
        lists.withdraw(one, entry, "entered by mistake");
        assertThat(ask(partner, pdq).known()).isEmpty();
        assertThat(node.ask(partner, List.of(hashes(pdq))).getFirst().known()).isEmpty();
        assertThat(elsewhere.size()).isEqualTo(held - 2);
        assertThat(trail.of("entry:" + entry).toString())
                .contains("fingerprints.entry-added", "fingerprints.entry-confirmed", "fingerprints.entry-withdrawn");
    }

    @Test
    void aWithdrawnListAnswersNothingAnywhereAndTakesNoEntry() {
        var pdq = noise(seed());
        var list = shared(lists, one, two, 31);
        confirmed(lists, one, two, list, hashes(pdq));
        var node = secondNode(clock);
        assertThat(node.ask(enquirer(), List.of(hashes(pdq))).getFirst().known())
                .hasSize(1);
        assertThat(code(() -> lists.withdrawList(one, list, "over"))).isEqualTo("not-allowed");
        assertThat(code(() -> lists.withdrawList(stranger, list, "over"))).isEqualTo("not-found");
        lists.withdrawList(supervisor, list, "the owner asked for it");
        assertThat(ask(enquirer(), pdq).known()).isEmpty();
        assertThat(node.ask(enquirer(), List.of(hashes(pdq))).getFirst().known())
                .isEmpty();
        assertThat(lists.match(hashes(pdq))).isEmpty();
        assertThat(code(() -> lists.add(one, list, hashes(noise(seed())), "x", Optional.empty())))
                .isEqualTo("list-withdrawn");
        assertThat(trail.of("list:" + list).toString()).contains("fingerprints.list-withdrawn");
    }

    @Test
    void whatHasEndedAnswersNoMoreAndMayBeEnteredAgain() {
        var now = clock.instant();
        try {
            var pdq = noise(seed());
            var list = shared(lists, one, two, 31);
            var end = Optional.of(now.plus(Duration.ofDays(2)));
            var entry = lists.add(one, list, hashes(pdq), "invented", Optional.empty(), end);
            lists.confirm(two, entry);
            var short_ = waiting(lists, one, 31, Optional.of(now.plus(Duration.ofDays(1))));
            lists.confirmList(two, short_);
            confirmed(lists, one, two, short_, hashes(pdq));
            assertThat(ask(enquirer(), pdq).known()).hasSize(2);
            clock.advance(Duration.ofDays(1));
            assertThat(ask(enquirer(), pdq).known()).hasSize(1);
            clock.advance(Duration.ofDays(1));
            assertThat(ask(enquirer(), pdq).known()).isEmpty();
            assertThat(secondNode(clock)
                            .ask(enquirer(), List.of(hashes(pdq)))
                            .getFirst()
                            .known())
                    .isEmpty();
            assertThat(lists.entry(one, entry).standing()).isFalse();
            var again = lists.add(one, list, hashes(pdq), "invented", Optional.empty());
            assertThat(again).isNotEqualTo(entry);
            assertThat(lists.entry(one, again).confirmations()).isEqualTo(1);
            assertThat(code(() -> lists.add(one, short_, hashes(pdq), "x", Optional.empty())))
                    .isEqualTo("list-expired");
            assertThat(code(() -> lists.add(one, list, hashes(pdq), "x", Optional.empty(), end)))
                    .isEqualTo("expiry-past");
        } finally {
            clock.set(now);
        }
    }

    @Test
    void aListAnswersOnlyWhereItsGroundHoldsAndOnlyPartnersOfItsDesk() {
        var pdq = noise(seed());
        confirmed(lists, one, two, shared(lists, one, two, 31, "FR", "BE"), hashes(pdq));
        assertThat(ask(enquirer(), pdq).known()).isEmpty();
        assertThat(ask(enquirer("DE"), pdq).known()).isEmpty();
        assertThat(ask(enquirer("DE", "BE"), pdq).known()).hasSize(1);
        assertThat(ask(enquirer(stranger.desk().id(), 10, 10, "FR"), pdq).known())
                .isEmpty();
        assertThat(code(() -> Territory.parse("FR XX"))).isEqualTo("bad-territory");
    }

    @Test
    void onlyTheKindsOfAListStandOnIt() {
        var reach = new NewList.Reach("", Set.of(), SharedListFixture.only(HashKind.MD5), Optional.empty(), false);
        var list = lists.create(one, new NewList("MD5 " + UUID.randomUUID(), "Article 1", "A1", 31, true, reach));
        var pdq = noise(seed());
        assertThat(code(() -> lists.add(one, list, hashes(pdq), "x", Optional.empty())))
                .isEqualTo("kind-not-on-list");
        var md5 = UUID.randomUUID().toString().replace("-", "");
        lists.add(one, list, Hashes.parse("md5:" + md5 + " pdq:" + pdq.hex()), "x", Optional.empty());
        assertThat(lists.match(Hashes.parse(md5))).hasSize(1);
        assertThat(lists.match(hashes(pdq))).isEmpty();
    }

    @Test
    void votesAreCountedByPartnerTheLastOneCountsAndTheyMoveNothing() {
        var pdq = noise(seed());
        var entry = confirmed(lists, one, two, shared(lists, one, two, 31), hashes(pdq));
        var partner = enquirer();
        enquiries.vote(partner, entry, false);
        enquiries.vote(enquirer(), entry, false);
        enquiries.vote(partner, entry, true);
        var match = ask(partner, pdq).known().getFirst();
        assertThat(match.votes()).isEqualTo(new Votes(1, 1));
        assertThat(lists.entry(one, entry).votes()).isEqualTo(new Votes(1, 1));
        assertThat(lists.entry(one, entry).standing()).isTrue();
        assertThat(trail.of("entry:" + entry).toString()).contains("fingerprints.entry-voted", "down", "up");
        assertThat(code(() -> enquiries.vote(partner, EntryId.random(), true))).isEqualTo("not-found");
        assertThat(code(() -> enquiries.vote(enquirer(stranger.desk().id(), 9, 9), entry, true)))
                .isEqualTo("not-found");
    }

    /** What somebody does who has a copy and wants the entry: go out to the edge, turn over bit after bit, watch the answers. */
    @Test
    void R10_6_whoWalksAlongTheEdgeOfAnEntryLearnsLittleAndIsStopped() {
        var secret = noise(seed());
        var edge = away(secret, 31, 7);
        confirmed(lists, one, two, shared(lists, one, two, 31), hashes(secret));
        var thief = enquirer();
        assertThat(ask(thief, edge).known()).hasSize(1);
        var batch = new ArrayList<Hashes>();
        for (var bit = 0; bit < 256; bit++) {
            batch.add(hashes(flip(edge, bit)));
        }
        var told = enquiries.ask(thief, batch);
        assertThat(told.stream().filter(finding -> !finding.withheld()).count())
                .isEqualTo(Neighbourhoods.DIFFERENT - 1L);
        assertThat(told.stream().skip(Neighbourhoods.DIFFERENT)).allSatisfy(finding -> {
            assertThat(finding.known()).isEmpty();
            assertThat(finding.next()).isEqualTo(Finding.Next.REPORT_FOR_REVIEW);
        });
        // A hit and a miss look the same from now on, also the entry itself, also tomorrow, also in another process
        // that met it.
        assertThat(ask(thief, secret)).isEqualTo(ask(thief, away(edge, 40, 9)));
        clock.advance(Duration.ofDays(1));
        assertThat(ask(thief, flip(flip(edge, 1), 2)).withheld()).isTrue();
        assertThat(secondNode(clock)
                        .ask(thief, List.of(hashes(secret)))
                        .getFirst()
                        .withheld())
                .isTrue();
        // What was answered before may be asked again: it tells nothing new.
        assertThat(ask(thief, edge).known()).hasSize(1);
        // Nobody else is troubled, and elsewhere this one is answered as before.
        assertThat(ask(enquirer(), secret).known()).hasSize(1);
        assertThat(ask(thief, noise(seed())).withheld()).isFalse();
        assertThat(enquiries.closed(thief.actor())).isEqualTo(1);
    }

    @Test
    void aSupervisorsReasonLetsNearAnswersStartAnew() {
        var secret = noise(seed());
        confirmed(lists, one, two, shared(lists, one, two, 31), hashes(secret));
        var partner = enquirer();
        for (var i = 0; i <= Neighbourhoods.DIFFERENT; i++) {
            ask(partner, flip(secret, i));
        }
        assertThat(ask(partner, secret).withheld()).isTrue();
        assertThat(code(() -> enquiries.startAnew(supervisor, partner.actor(), " ")))
                .isEqualTo("no-reason");
        enquiries.startAnew(supervisor, partner.actor(), "many copies of one picture, spoke with them");
        assertThat(ask(partner, secret).known()).hasSize(1);
        assertThat(trail.of("partner:" + partner.actor().id()).toString())
                .contains("fingerprints.enquirer-started-anew");
    }

    @Test
    void theQuestionsAndMatchesOfADayEndAndTheNextDayBeginsAfresh() {
        var now = clock.instant();
        try {
            var pdq = noise(seed());
            confirmed(lists, one, two, shared(lists, one, two, 31), hashes(pdq));
            var few = enquirer(desk, 3, 100);
            ask(few, noise(1));
            ask(few, noise(2));
            assertThat(code(() -> enquiries.ask(few, List.of(hashes(noise(3)), hashes(noise(4))))))
                    .isEqualTo("daily-questions");
            ask(few, noise(3));
            assertThat(code(() -> ask(few, noise(4)))).isEqualTo("daily-questions");
            var lucky = enquirer(desk, 100, 2);
            ask(lucky, pdq);
            ask(lucky, pdq);
            assertThat(code(() -> ask(lucky, noise(5)))).isEqualTo("daily-matches");
            assertThat(enquiries.today(lucky.actor())).isEqualTo(new Enquiries.Counts(2, 0, 2, 0, 0));
            clock.advance(Duration.ofDays(1));
            assertThat(ask(few, noise(4)).known()).isEmpty();
            assertThat(ask(lucky, pdq).known()).hasSize(1);
        } finally {
            clock.set(now);
        }
    }

    @Test
    void theTestEntryAnswersEveryPartnerAndNobodyAtTheDesk() {
        var partner = enquirer();
        var near = ask(partner, away(Pdq.parse(TestEntry.PDQ), 12, 3));
        assertThat(near.next()).isEqualTo(Finding.Next.TEST_PASSED);
        assertThat(near.known())
                .singleElement()
                .satisfies(match -> assertThat(match.test()).isTrue());
        var exact =
                enquiries.ask(partner, List.of(Hashes.parse(TestEntry.SHA1))).getFirst();
        assertThat(exact.known().getFirst().band()).isEqualTo(Finding.Band.SAME_BYTES);
        assertThat(lists.match(Hashes.parse(TestEntry.MD5))).isEmpty();
        assertThat(enquiries.today(partner.actor())).isEqualTo(new Enquiries.Counts(2, 0, 0, 0, 2));
    }
}
