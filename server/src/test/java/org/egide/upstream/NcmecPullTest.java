package org.egide.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.upstream.SourceFixture.md5;
import static org.egide.upstream.SourceFixture.refused;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.Match;
import org.egide.fingerprints.SourceId;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** What comes in from a service of NCMEC's form, and what becomes of it. */
@EgideTest
@Import(SourceFixture.class)
final class NcmecPullTest {
    private static final AtomicLong SEED = new AtomicLong(1_000_000);

    private final SourceFixture fixture;
    private final FingerprintLists lists;
    private final Upstreams upstreams;
    private final PullRoutine pulls;
    private final Speakers speakers;
    private final SettableClock clock;
    private final JdbcClient database;
    private final NcmecFixture upstream = new NcmecFixture();
    private final long seed = SEED.getAndAdd(1_000);

    NcmecPullTest(
            SourceFixture fixture,
            FingerprintLists lists,
            Upstreams upstreams,
            PullRoutine pulls,
            Speakers speakers,
            SettableClock clock,
            JdbcClient database) {
        this.fixture = fixture;
        this.lists = lists;
        this.upstreams = upstreams;
        this.pulls = pulls;
        this.speakers = speakers;
        this.clock = clock;
        this.database = database;
    }

    @AfterEach
    void stop() {
        fixture.endAll();
        upstream.close();
    }

    private EntryId entry(long one) {
        return lists.match(md5(one)).getFirst().entry();
    }

    @Test
    void C5_anExactHashOfAPictureComesInAndCountsAsConfirmedByItsSource() {
        upstream.put("a", fixture.ago(60), seed).put("b", fixture.ago(50), seed + 1);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(lists.match(md5(seed))).singleElement().satisfies(match -> {
            assertThat(match.kind()).isEqualTo(Match.Kind.EXACT);
            assertThat(match.verified()).isTrue();
        });
        assertThat(lists.match(md5(seed + 1))).hasSize(1);
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(2);
        assertThat(fixture.source(id).pulledAt()).isPresent();
    }

    @Test
    void anEntryWithSeveralHashesIsOneEntryThatEachOfThemFindsAndThatGoesAsOne() {
        var sha1 = UpstreamFixture.noise(seed, 20);
        var pdq = UpstreamFixture.noise(seed, 32);
        upstream.put(
                "a",
                fixture.ago(60),
                "<md5>" + UpstreamFixture.noise(seed, 16) + "</md5><sha1>" + sha1 + "</sha1><pdq>" + pdq
                        + "</pdq><pdna>AAAA</pdna><netclean>x</netclean>");
        var id = fixture.confirmed(upstream);
        fixture.pull();
        var all = Map.of("md5", md5(seed), "sha1", Hashes.parse("sha1:" + sha1), "pdq", Hashes.parse("pdq:" + pdq));
        assertThat(all.values())
                .allSatisfy(hashes -> assertThat(lists.match(hashes))
                        .singleElement()
                        .satisfies(match -> assertThat(match.entry()).isEqualTo(entry(seed))));
        assertThat(fixture.count(id, What.UNUSABLE_KIND)).isEqualTo(2);
        upstream.delete("a", fixture.ago(0));
        fixture.pullLater();
        assertThat(all.values())
                .allSatisfy(hashes -> assertThat(lists.match(hashes)).isEmpty());
        assertThat(fixture.count(id, What.WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void aLaterCopyReplacesAndADeletionOfAnUnknownIdIsCounted() {
        upstream.put("a", fixture.ago(60), seed);
        upstream.delete("never-seen", fixture.ago(55));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        upstream.put("a", fixture.ago(0), seed + 1);
        fixture.pullLater();
        assertThat(lists.match(md5(seed))).isEmpty();
        assertThat(lists.match(md5(seed + 1))).hasSize(1);
        assertThat(fixture.count(id, What.REPLACED)).isEqualTo(1);
        assertThat(fixture.count(id, What.UNKNOWN_DELETION)).isEqualTo(1);
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(1);
    }

    @Test
    void whatIsEnteredLateIsFoundByTheOverlapAndNothingIsDoubled() {
        upstream.put("a", fixture.ago(60), seed);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        upstream.put("late", fixture.ago(5), seed + 1);
        fixture.pullLater();
        fixture.pullLater();
        assertThat(lists.match(md5(seed + 1))).hasSize(1);
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(2);
        assertThat(entries(id)).isEqualTo(2);
    }

    @Test
    void twoNamesOfTheSameContentAreOneEntryThatGoesWithTheLastOfThem() {
        upstream.put("a", fixture.ago(60), seed).put("b", fixture.ago(59), seed);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(entries(id)).isEqualTo(1);
        upstream.delete("a", fixture.ago(0));
        fixture.pullLater();
        assertThat(lists.match(md5(seed))).hasSize(1);
        upstream.delete("b", fixture.ago(0));
        fixture.pullLater();
        assertThat(lists.match(md5(seed))).isEmpty();
    }

    @Test
    void whatPeopleTookOffStaysOffAndWhatPeoplePutThereStaysThere() {
        upstream.put("a", fixture.ago(60), seed);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        lists.withdraw(fixture.one(), entry(seed), "not what it says");
        upstream.put("a", fixture.ago(0), seed).put("other-name", fixture.ago(0), seed);
        fixture.pullLater();
        assertThat(lists.match(md5(seed))).isEmpty();
        assertThat(fixture.count(id, What.HELD_BACK)).isEqualTo(1);

        var list = fixture.source(id).list();
        lists.add(fixture.one(), list, md5(seed + 1), "invented", Optional.empty());
        upstream.put("c", fixture.ago(0), seed + 1);
        fixture.pullLater();
        upstream.delete("c", fixture.ago(0));
        fixture.pullLater();
        assertThat(fixture.count(id, What.WITHDRAWN)).isEqualTo(1);
        assertThat(lists.match(md5(seed + 1))).hasSize(1);
    }

    @Test
    void anUnverifiedListNeverYieldsAVerifiedMatchAndAnEndedSourceStandsBehindNothing() {
        upstream.put("a", fixture.ago(60), seed);
        fixture.confirmed(upstream, false);
        fixture.pull();
        assertThat(lists.match(md5(seed)))
                .singleElement()
                .satisfies(match -> assertThat(match.verified()).isFalse());
        assertThat(lists.standsVerified(entry(seed))).isFalse();

        upstream.put("b", fixture.ago(50), seed + 1);
        var second = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(lists.standsVerified(entry(seed + 1))).isTrue();
        upstreams.end(fixture.one(), second, "the agreement is over");
        assertThat(lists.match(md5(seed + 1)))
                .singleElement()
                .satisfies(match -> assertThat(match.verified()).isFalse());
        assertThat(refused(() -> speakers.login(fixture.source(second)))).isEqualTo("erased");
    }

    @Test
    void twelveThousandEntriesWithThreeThousandInOneSecondComeInThoughEveryCommitDiesOnce() {
        for (var i = 0; i < 9_000; i++) {
            upstream.put("spread-" + i, fixture.ago(100 + i), seed + i);
        }
        for (var i = 0; i < 3_000; i++) {
            upstream.put("burst-" + i, fixture.ago(90), seed + 50_000 + i);
        }
        everyCommitDiesOnce();
        try {
            var id = fixture.confirmed(upstream);
            assertThat(deaths(id)).isGreaterThan(12);
            assertThat(entries(id)).isEqualTo(12_000);
            assertThat(fixture.count(id, What.ADDED)).isEqualTo(12_000);
            assertThat(fixture.count(id, What.RANGE_SHRUNK)).isPositive();
            forget(id);
        } finally {
            database.sql("DROP TRIGGER pull_dies ON upstream.source").update();
        }
    }

    /** Reads a source to its end and returns how often its reader died on the way. */
    private int deaths(SourceId id) {
        var died = 0;
        while (fixture.source(id).pulledAt().isEmpty()) {
            try {
                clock.advance(Duration.ofMinutes(6));
                pulls.work();
            } catch (TransactionException e) {
                died++;
            }
            assertThat(died).isLessThan(2_000);
        }
        return died;
    }

    /** A deferred trigger fails at the commit, once for each: all that a page wrote is written by then. */
    private void everyCommitDiesOnce() {
        database.sql("CREATE SEQUENCE IF NOT EXISTS public.pull_commits").update();
        database.sql("""
                        CREATE OR REPLACE FUNCTION public.pull_dies() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF nextval('public.pull_commits') % 2 = 1 THEN
                                RAISE EXCEPTION 'the process died here';
                            END IF;
                            RETURN NULL;
                        END
                        $$
                        """).update();
        database.sql("""
                        CREATE CONSTRAINT TRIGGER pull_dies AFTER UPDATE OF step ON upstream.source
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pull_dies()
                        """).update();
    }

    /** So that the other tests need not read twelve thousand entries. */
    private void forget(SourceId id) {
        database.sql("DELETE FROM fingerprints.foreign_entry WHERE source = :id")
                .param("id", id.value())
                .update();
        database.sql("DELETE FROM fingerprints.entry WHERE source = :id")
                .param("id", id.value())
                .update();
    }

    private long entries(SourceId id) {
        return database.sql("SELECT count(*) FROM fingerprints.entry WHERE source = :id AND withdrawn_at IS NULL")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }
}
