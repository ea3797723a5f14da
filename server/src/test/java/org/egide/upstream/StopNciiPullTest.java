package org.egide.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.upstream.SourceFixture.md5;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** What comes in from a service of StopNCII's form, and what becomes of it. */
@EgideTest
@Import(SourceFixture.class)
final class StopNciiPullTest {
    private static final AtomicLong SEED = new AtomicLong(9_000_000);

    private final SourceFixture fixture;
    private final FingerprintLists lists;
    private final StopNciiFixture upstream = new StopNciiFixture();
    private final long seed = SEED.getAndAdd(10_000);

    StopNciiPullTest(SourceFixture fixture, FingerprintLists lists) {
        this.fixture = fixture;
        this.lists = lists;
    }

    @AfterEach
    void stop() {
        fixture.endAll();
        upstream.close();
    }

    private long at(int minutesAgo) {
        return fixture.ago(minutesAgo).getEpochSecond();
    }

    private static String md5Of(long one) {
        return UpstreamFixture.noise(one, 16);
    }

    @Test
    void pagesAreReadToTheirEndAndTheRunningNumberLeadsOn() {
        for (var i = 0; i < 2_000; i++) {
            upstream.put("VideoMD5", md5Of(seed + i), "Active", at(100));
        }
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(2_000);
        assertThat(fixture.count(id, What.PAGES)).isEqualTo(3);
        assertThat(fixture.source(id).cursor().checkpoint()).isEqualTo(at(100));
        assertThat(lists.match(md5(seed + 1_999))).hasSize(1);
    }

    @Test
    void aHashIsWithdrawnByItsOwnStatusAndNotByThatOfACaseOrAFeedback() {
        var pdq = UpstreamFixture.noise(seed, 32);
        upstream.put("StopNCIISignalType.ImagePDQ", pdq, "Active", at(100))
                .put("VideoMD5", md5Of(seed), "Received", at(100));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(lists.match(Hashes.parse("pdq:" + pdq))).hasSize(1);

        upstream.put("VideoMD5", md5Of(seed), "Withdrawn", at(50));
        upstream.put(
                pdq,
                at(50),
                "{\"lastModtimestamp\":1,\"signalType\":\"ImagePDQ\",\"hashValue\":\"" + pdq
                        + "\",\"hashStatus\":\"Active\",\"caseNumbers\":{\"c1\":\"Withdrawn\"},\"CSPFeedbacks\":[{\"source\":\"x\","
                        + "\"feedbackValue\":\"Deleted\",\"tags\":[]}]}");
        fixture.pullLater();
        assertThat(lists.match(md5(seed))).isEmpty();
        assertThat(lists.match(Hashes.parse("pdq:" + pdq))).hasSize(1);
        assertThat(fixture.count(id, What.WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void anUnknownValueCostsItsRecordAndNothingElse() {
        upstream.put("VideoMD5", md5Of(seed), "Active", at(100))
                .put("VideoMD5", md5Of(seed + 1), "Sleeping", at(99))
                .put("AudioXYZ", md5Of(seed + 2), "Active", at(98))
                .put("VideoTMK", md5Of(seed + 3), "Active", at(97))
                .put("VideoMD5", "not-a-hash", "Active", at(96))
                .put("VideoMD5", md5Of(seed + 4), "Deleted", at(95));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(1);
        assertThat(fixture.count(id, What.UNKNOWN_VALUE)).isEqualTo(2);
        assertThat(fixture.count(id, What.UNUSABLE_KIND)).isEqualTo(1);
        assertThat(fixture.count(id, What.BAD_HASH)).isEqualTo(1);
        assertThat(fixture.count(id, What.UNKNOWN_DELETION)).isEqualTo(1);
    }

    @Test
    void aMissingRequiredFieldRefusesThePageAndNothingOfItComesIn() {
        upstream.put("VideoMD5", md5Of(seed), "Active", at(100))
                .put(
                        md5Of(seed + 1),
                        at(90),
                        "{\"lastModtimestamp\":1,\"signalType\":\"VideoMD5\",\"hashValue\":\"" + md5Of(seed + 1)
                                + "\",\"hashStatus\":\"Active\"}");
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(fixture.source(id).fault()).contains(Fault.MISSING_FIELD);
        assertThat(lists.match(md5(seed))).isEmpty();
        assertThat(fixture.count(id, What.ADDED)).isZero();
    }

    @Test
    void aRunningNumberInTheFutureOrThatGoesBackIsRefused() {
        var id = fixture.confirmed(upstream);
        upstream.instead(line -> said(List.of(), at(-60 * 48), false));
        fixture.pull();
        assertThat(fixture.source(id).fault()).contains(Fault.TIME_AHEAD);
        upstream.instead(line -> said(List.of(), 5, false));
        fixture.pullLater();
        assertThat(fixture.source(id).fault()).contains(Fault.TIME_BACK);
    }

    @Test
    void pagesThatLeadBackToThemselvesAreRefused() {
        var id = fixture.confirmed(upstream);
        var one = StopNciiFixture.record("VideoMD5", md5Of(seed), "Active", at(90));
        upstream.instead(line -> UpstreamFixture.Said.of(
                200, StopNciiFixture.answer(List.of(one), at(90), true, line.contains("=a") ? "b" : "a")));
        fixture.pull();
        assertThat(fixture.source(id).fault()).contains(Fault.PAGE_LOOP);
        assertThat(upstream.asked()).hasSizeLessThan(10);
    }

    private UpstreamFixture.Said said(List<String> records, long latest, boolean more) {
        return UpstreamFixture.Said.of(200, StopNciiFixture.answer(records, latest, more, null));
    }
}
