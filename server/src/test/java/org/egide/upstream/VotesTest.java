package org.egide.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;
import static org.egide.upstream.SourceFixture.md5;
import static org.egide.upstream.SourceFixture.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.assessment.OutcomeKind;
import org.egide.assessment.ReportAssessed;
import org.egide.audit.AuditTrail;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.SourceId;
import org.egide.platform.Transaction;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.Reports;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is said to a source of its entries. */
@EgideTest
@Import(SourceFixture.class)
final class VotesTest {
    private static final AtomicLong SEED = new AtomicLong(7_500_000);

    private final SourceFixture fixture;
    private final FingerprintLists lists;
    private final Upstreams upstreams;
    private final Votes votes;
    private final VoteStore store;
    private final VoteRoutine routine;
    private final SettableClock clock;
    private final AuditTrail trail;
    private final Reports reports;
    private final TestNode node;
    private final ApplicationEventPublisher events;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Desks desks;
    private final People people;
    private final NcmecFixture upstream = new NcmecFixture();
    private final long seed = SEED.getAndAdd(100);

    VotesTest(
            SourceFixture fixture,
            FingerprintLists lists,
            Upstreams upstreams,
            Votes votes,
            VoteStore store,
            VoteRoutine routine,
            SettableClock clock,
            AuditTrail trail,
            Reports reports,
            TestNode node,
            ApplicationEventPublisher events,
            Transaction transaction,
            JdbcClient database,
            Desks desks,
            People people) {
        this.fixture = fixture;
        this.lists = lists;
        this.upstreams = upstreams;
        this.votes = votes;
        this.store = store;
        this.routine = routine;
        this.clock = clock;
        this.trail = trail;
        this.reports = reports;
        this.node = node;
        this.events = events;
        this.transaction = transaction;
        this.database = database;
        this.desks = desks;
        this.people = people;
    }

    @AfterEach
    void stop() {
        fixture.endAll();
        upstream.close();
    }

    private SourceId pulled() {
        upstream.put("a", fixture.ago(60), seed);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        return id;
    }

    private EntryId entry() {
        return lists.match(md5(seed)).getFirst().entry();
    }

    private VoteStore.Cast only(SourceId id) {
        return store.of(id).getFirst();
    }

    @Test
    void aPersonsVoteGoesToTheNameThatTheSourceHasForTheEntry() {
        var id = pulled();
        votes.cast(fixture.one(), entry(), false);
        assertThat(only(id).state()).isEqualTo(VoteState.WAITING);
        routine.work();
        assertThat(upstream.votes())
                .singleElement()
                .satisfies(
                        vote -> assertThat(vote)
                                .startsWith("42/a/MD5 ")
                                .contains(
                                        "<feedbackSubmission xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\"><negative>"));
        assertThat(only(id).state()).isEqualTo(VoteState.SENT);
        assertThat(routine.work()).isZero();
        assertThat(trail.of("entry:" + entry()).toString()).contains("upstream.vote-cast");
        assertThat(trail.of("vote:" + only(id).id()).toString()).contains("upstream.vote-settled");
    }

    @Test
    void anEntryWithSeveralHashesIsVotedOnByEachKind() {
        upstream.put(
                "b",
                fixture.ago(60),
                "<md5>" + UpstreamFixture.noise(seed, 16) + "</md5><pdq>" + UpstreamFixture.noise(seed, 32) + "</pdq>");
        fixture.confirmed(upstream);
        fixture.pull();
        votes.cast(fixture.one(), entry(), true);
        routine.work();
        assertThat(upstream.votes())
                .hasSize(2)
                .allSatisfy(vote -> assertThat(vote).contains("<affirmative/>"));
        assertThat(upstream.votes().toString()).contains("42/b/MD5", "42/b/PDQ");
    }

    @Test
    void anOutcomeThatConfirmsTheBytesOfAnEntryIsAYesAndOnlyOnce() {
        var id = pulled();
        assessed(OutcomeKind.LAWFUL, seed);
        assertThat(store.of(id)).isEmpty();
        assessed(OutcomeKind.UNLAWFUL, seed);
        assessed(OutcomeKind.UNLAWFUL, seed);
        assertThat(store.of(id)).singleElement().satisfies(vote -> {
            assertThat(vote.up()).isTrue();
            assertThat(vote.state()).isEqualTo(VoteState.SENT);
            assertThat(vote.cause()).startsWith("report:");
        });
        assertThat(upstream.votes()).hasSize(1);
    }

    @Test
    void oneOutcomeOverSeveralItemsSaysNothingOfAnyOfThem() {
        var id = pulled();
        assessed(OutcomeKind.UNLAWFUL, seed, seed + 1);
        assertThat(store.of(id)).isEmpty();
    }

    private void assessed(OutcomeKind outcome, Long... seeds) {
        var items = List.of(seeds).stream()
                .map(one -> NewItem.of(ItemKind.FINGERPRINT, "md5:" + UpstreamFixture.noise(one, 16)))
                .toArray(NewItem[]::new);
        var accepted = reports.accept(report().naming(items).build()).report();
        node.settle();
        transaction.run(() -> events.publishEvent(
                new ReportAssessed(accepted, desks.receiving().id(), outcome, "test-profile", clock.instant())));
        node.settle();
    }

    @Test
    void whatSurelyDidNotArriveIsSentAgainLaterAndLater() {
        var id = pulled();
        votes.cast(fixture.one(), entry(), true);
        upstream.fail(2, 503);
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.WAITING);
        assertThat(only(id).code()).isEqualTo("status-503");
        assertThat(routine.work()).isZero();
        clock.advance(Duration.ofMinutes(1));
        routine.work();
        clock.advance(Duration.ofMinutes(1));
        assertThat(routine.work()).as("the pause grows").isZero();
        clock.advance(Duration.ofMinutes(1));
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.SENT);
        assertThat(upstream.votes()).hasSize(1);
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgainByItselfButByAPerson() {
        var id = pulled();
        votes.cast(fixture.one(), entry(), true);
        upstream.fail(1, 500);
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.UNCLEAR);
        clock.advance(Duration.ofDays(2));
        assertThat(routine.work()).isZero();
        votes.again(fixture.two(), id, only(id).id());
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.SENT);
        assertThat(refused(() -> votes.again(fixture.two(), id, only(id).id()))).isEqualTo("vote-state");
    }

    @Test
    void aProcessThatDiesWhileSendingLeavesAVoteThatPeopleSeeAsUnclear() {
        var id = pulled();
        votes.cast(fixture.one(), entry(), true);
        transaction.in(() -> store.take(clock.instant(), 10));
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.SENDING);
        clock.advance(Duration.ofMinutes(5));
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.UNCLEAR);
        assertThat(upstream.votes()).isEmpty();
    }

    @Test
    void aLaterVoteTakesThePlaceOfOneThatWaits() {
        var id = pulled();
        votes.cast(fixture.one(), entry(), true);
        votes.cast(fixture.two(), entry(), false);
        routine.work();
        assertThat(upstream.votes())
                .singleElement()
                .satisfies(vote -> assertThat(vote).contains("<negative>"));
        assertThat(store.of(id)).hasSize(1);
    }

    @Test
    void aRefusalIsToldAndAnEntryTakenBackMeanwhileNeedsNoVote() {
        var id = pulled();
        votes.cast(fixture.one(), entry(), true);
        upstream.fail(1, 422);
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.REFUSED);
        votes.again(fixture.one(), id, only(id).id());
        upstream.delete("a", fixture.ago(0));
        fixture.pullLater();
        routine.work();
        assertThat(only(id).state()).isEqualTo(VoteState.MOOT);
        assertThat(upstream.votes()).isEmpty();
    }

    @Test
    void stopNciiIsToldInItsOwnWords() {
        try (var other = new StopNciiFixture()) {
            var hash = UpstreamFixture.noise(seed + 5, 16);
            other.put("VideoMD5", hash, "Active", fixture.ago(60).getEpochSecond());
            fixture.confirmed(other);
            fixture.pull();
            votes.cast(fixture.one(), lists.match(md5(seed + 5)).getFirst().entry(), true);
            routine.work();
            assertThat(other.votes())
                    .singleElement()
                    .satisfies(vote -> assertThat(vote)
                            .contains(
                                    "\"count\":1", "\"hashValue\":\"" + hash + "\"", "\"feedbackValue\":\"Blocked\""));
        }
    }

    @Test
    void onlyAnalystsAndSupervisorsOfTheDeskVoteAndOnlyOnWhatASourceHas() {
        var id = pulled();
        var desk = desks.receiving().id();
        var administrator = people.create("Administrator", desk, Set.of(Role.ADMINISTRATOR));
        assertThat(refused(() -> votes.cast(administrator, entry(), true))).isEqualTo("not-allowed");
        var elsewhere = desks.create(DeskKind.HELPLINE, "Elsewhere " + UUID.randomUUID());
        var stranger = people.create("Stranger", elsewhere.id(), Set.of(Role.SUPERVISOR));
        assertThat(refused(() -> votes.cast(stranger, entry(), true))).isEqualTo("not-found");
        assertThat(refused(() -> votes.again(stranger, id, UUID.randomUUID()))).isEqualTo("not-found");
        var own = lists.add(
                fixture.one(), fixture.source(id).list(), md5(seed + 9), "invented", java.util.Optional.empty());
        assertThat(refused(() -> votes.cast(fixture.one(), own, true))).isEqualTo("no-source");
        upstreams.end(fixture.one(), id, "over");
        assertThat(refused(() -> votes.cast(fixture.one(), entry(), true))).isEqualTo("no-source");
    }

    @Test
    void noNameOfASourceStandsReadableInTheDatabase() {
        upstream.put("readable-name-of-" + seed, fixture.ago(60), seed);
        fixture.confirmed(upstream);
        fixture.pull();
        votes.cast(fixture.one(), entry(), true);
        var rows = database.sql("SELECT f::text || v::text FROM fingerprints.foreign_entry f, upstream.vote v")
                .query(String.class)
                .list();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("readable-name"));
        assertThat(Map.of(
                                "redacted",
                                store.of(fixture.source(upstreams
                                                .of(fixture.one())
                                                .getLast()
                                                .id())
                                        .id()))
                        .toString())
                .doesNotContain("readable-name");
    }
}
