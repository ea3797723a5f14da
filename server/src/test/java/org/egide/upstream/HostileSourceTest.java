package org.egide.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.upstream.SourceFixture.md5;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.SourceId;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

/** A source that is broken, careless or means harm: refused clearly or skipped and counted, nothing half-applied. */
@EgideTest
@Import(SourceFixture.class)
@ExtendWith(OutputCaptureExtension.class)
final class HostileSourceTest {
    private static final AtomicLong SEED = new AtomicLong(5_000_000);

    private final SourceFixture fixture;
    private final FingerprintLists lists;
    private final Upstreams upstreams;
    private final SettableClock clock;
    private final NcmecFixture upstream = new NcmecFixture();
    private final NcmecFixture elsewhere = new NcmecFixture();
    private final long seed = SEED.getAndAdd(1_000);

    HostileSourceTest(SourceFixture fixture, FingerprintLists lists, Upstreams upstreams, SettableClock clock) {
        this.fixture = fixture;
        this.lists = lists;
        this.upstreams = upstreams;
        this.clock = clock;
    }

    @AfterEach
    void stop() {
        fixture.endAll();
        upstream.close();
        elsewhere.close();
    }

    private void says(String xml) {
        upstream.instead(line -> UpstreamFixture.Said.of(200, xml));
    }

    private String image(String id, String time, String inside) {
        return "<image><member id=\"42\">m</member><id>" + id + "</id><timestamp>" + time + "</timestamp>" + inside
                + "</image>";
    }

    private String md5Of(long one) {
        return "<fingerprints><md5>" + UpstreamFixture.noise(one, 16) + "</md5></fingerprints>";
    }

    private String time() {
        return fixture.ago(60)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
    }

    private Fault faultOf(SourceId id) {
        return fixture.source(id).fault().orElseThrow();
    }

    @Test
    void unknownElementsAreSkippedAndCountedAndTheRestComesIn() {
        says(NcmecFixture.result(
                "<sound><deep><deeper/></deep></sound>"
                        + image("a", time(), "<mood>x</mood>" + md5Of(seed))
                        + image("b", time(), "<fingerprints><blake9>00</blake9></fingerprints>")
                        + image("c", time(), "<classification>Z9</classification>" + md5Of(seed + 1)),
                time(),
                "<weather/>"));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(2);
        assertThat(fixture.count(id, What.UNKNOWN_ELEMENT)).isEqualTo(4);
        assertThat(fixture.count(id, What.NOTHING_USABLE)).isEqualTo(1);
        assertThat(fixture.count(id, What.UNKNOWN_VALUE)).isEqualTo(1);
        assertThat(lists.match(md5(seed))).hasSize(1);
    }

    @Test
    void aWrongTimeCostsTheEntryButADeletionIsHonouredWhateverItsTime() {
        upstream.put("gone", fixture.ago(60), seed);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        says(NcmecFixture.result(
                image("a", "2026-02-30T00:00:00Z", md5Of(seed + 1))
                        + image("b", "2026-01-01T00:00:00.5Z", md5Of(seed + 2))
                        + image("c", "2026-01-01T00:00:00+02:00", md5Of(seed + 3))
                        + image("d", "", md5Of(seed + 4))
                        + "<deletedImage><member id=\"42\">m</member><id>gone</id><timestamp>yesterday</timestamp></deletedImage>",
                "soon",
                ""));
        fixture.pullLater();
        assertThat(fixture.count(id, What.BAD_TIME)).isEqualTo(6);
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(1);
        assertThat(lists.match(md5(seed))).isEmpty();
    }

    @Test
    void wrongHashesAndMissingIdentitiesAreSkippedAndCounted() {
        var good = UpstreamFixture.noise(seed, 16);
        says(NcmecFixture.result(
                image(
                                "a",
                                time(),
                                "<fingerprints><md5>" + good.substring(1) + "</md5><sha1>" + "g".repeat(40)
                                        + "</sha1><pdq>" + good + "</pdq></fingerprints>")
                        + image(
                                "b",
                                time(),
                                "<fingerprints><md5>" + good + "</md5><md5>" + good + "</md5></fingerprints>")
                        + "<image><id>c</id><timestamp>" + time() + "</timestamp>" + md5Of(seed + 1) + "</image>"
                        + "<image><member id=\"1\"/><member id=\"2\"/><id>d</id><timestamp>" + time() + "</timestamp>"
                        + md5Of(seed + 2) + "</image>"
                        + image("e".repeat(300), time(), md5Of(seed + 3)),
                time(),
                ""));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(fixture.count(id, What.BAD_HASH)).isEqualTo(3);
        assertThat(fixture.count(id, What.REPEATED_HASH)).isEqualTo(1);
        assertThat(fixture.count(id, What.NO_IDENTITY)).isEqualTo(3);
        assertThat(fixture.count(id, What.ADDED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/members?x=1",
                "https://elsewhere.example/v2/entries?x=1",
                "@elsewhere.example/v2/entries?x=1",
                "//elsewhere.example/v2/entries?x=1",
                "/v2/entries?x=1&amp;y=a b",
                "/v2/entries",
                "/v2/../../admin?x=1"
            })
    void aNextPageElsewhereIsNotAskedFor(String next) {
        says(NcmecFixture.result(
                image("a", time(), md5Of(seed)), time(), "<paging><next>" + next + "</next></paging>"));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(faultOf(id)).isEqualTo(Fault.NEXT_ELSEWHERE);
        assertThat(upstream.asked()).hasSize(1);
        assertThat(lists.match(md5(seed))).isEmpty();
    }

    @Test
    void aChainThatBitesItsTailIsRefusedAndTheRangeBeginsAnew() {
        upstream.instead(line -> UpstreamFixture.Said.of(
                200,
                NcmecFixture.result(
                        image("a", time(), md5Of(seed)),
                        time(),
                        "<paging><next>/v2/entries?start=" + (line.contains("start=1") ? "2" : "1")
                                + "</next></paging>")));
        var id = fixture.confirmed(upstream);
        var before = fixture.source(id).cursor().checkpoint();
        fixture.pull();
        assertThat(faultOf(id)).isEqualTo(Fault.PAGE_LOOP);
        assertThat(fixture.source(id).cursor().token()).isEmpty();
        assertThat(fixture.source(id).cursor().checkpoint()).isEqualTo(before);
        assertThat(fixture.count(id, What.RANGE_RESTARTED)).isEqualTo(1);
        upstream.itself();
        upstream.put("b", fixture.ago(10), seed + 1);
        fixture.pullLater();
        assertThat(fixture.source(id).fault()).isEmpty();
        assertThat(lists.match(md5(seed + 1))).hasSize(1);
    }

    @Test
    void aChainOfEmptyPagesThatNeverEndsIsRefused() {
        var page = new AtomicInteger();
        upstream.instead(line -> UpstreamFixture.Said.of(
                200,
                NcmecFixture.result(
                        "", "", "<paging><next>/v2/entries?start=" + page.incrementAndGet() + "</next></paging>")));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(faultOf(id)).isEqualTo(Fault.ENDLESS);
        assertThat(upstream.asked()).hasSizeLessThan(2 * NcmecClient.MOST_EMPTY);
    }

    @Test
    void aChainOfPagesWithEntriesEndsWithItsBound() {
        var cursor = new Cursor(
                100,
                100,
                1,
                java.util.Optional.of(101L),
                java.util.Optional.of(101L),
                java.util.Optional.of("t"),
                java.util.Optional.of(clock.instant()),
                NcmecClient.MOST_PAGES - 1,
                0);
        var body = NcmecFixture.result(
                image("a", time(), md5Of(seed)), time(), "<paging><next>/v2/entries?start=9</next></paging>");
        assertThat(new NcmecClient().read(cursor, body.getBytes(StandardCharsets.UTF_8), clock.instant()))
                .isEqualTo(new Reading.Unfit(Fault.ENDLESS));
    }

    @Test
    void documentTypesEntitiesOtherFormsAndBrokenXmlAreRefusedWhole() {
        var faults = new HashMap<String, Fault>();
        faults.put("<!DOCTYPE a [<!ENTITY b \"c\">]>" + NcmecFixture.result("&b;", "", ""), Fault.NOT_READABLE);
        faults.put("<!DOCTYPE queryResult SYSTEM \"http://127.0.0.1:1/x\"><queryResult/>", Fault.NOT_READABLE);
        faults.put("<feed/>", Fault.NOT_THE_FORM);
        faults.put("", Fault.NOT_READABLE);
        faults.put(NcmecFixture.result(image("a", time(), md5Of(seed)), time(), "") + "<more", Fault.NOT_READABLE);
        faults.put(NcmecFixture.result("<a>".repeat(40) + "</a>".repeat(40), "", ""), Fault.NOT_READABLE);
        faults.put(NcmecFixture.result(image("a", time(), "<md5>&b;</md5>"), time(), ""), Fault.NOT_READABLE);
        faults.put(NcmecFixture.result("<image/>".repeat(10_001), time(), ""), Fault.PAGE_TOO_FULL);
        faults.forEach((xml, fault) -> assertThat(
                        new NcmecClient().read(round(), xml.getBytes(StandardCharsets.UTF_8), clock.instant()))
                .as(xml.substring(0, Math.min(60, xml.length())))
                .isEqualTo(new Reading.Unfit(fault)));
    }

    private Cursor round() {
        return Cursor.from(100).round(100, 200).range(200);
    }

    @Test
    void aPageOfMoreThanSixteenMegabytesIsRefused() {
        var huge = new byte[17 * 1024 * 1024];
        java.util.Arrays.fill(huge, (byte) ' ');
        upstream.instead(line -> new UpstreamFixture.Said(200, huge, Map.of()));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(faultOf(id)).isEqualTo(Fault.PAGE_TOO_LARGE);
    }

    @Test
    void aRedirectIsNotFollowedSoNoLoginGoesToAnotherHost() {
        upstream.instead(line -> new UpstreamFixture.Said(
                302, new byte[0], Map.of("Location", elsewhere.base() + "/v2/entries?from=x")));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(faultOf(id)).isEqualTo(Fault.REDIRECTED);
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void aBusySourceIsAskedAgainLaterAndLaterAndNothingIsLost() {
        upstream.put("a", fixture.ago(60), seed);
        upstream.fail(3, 503);
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(upstream.asked()).hasSize(1);
        assertThat(faultOf(id)).isEqualTo(Fault.BUSY);
        clock.advance(Duration.ofSeconds(61));
        fixture.pull();
        assertThat(upstream.asked()).hasSize(2);
        clock.advance(Duration.ofSeconds(61));
        fixture.pull();
        assertThat(upstream.asked()).as("the pause grows").hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        fixture.pull();
        clock.advance(Duration.ofMinutes(4));
        fixture.pull();
        assertThat(lists.match(md5(seed))).hasSize(1);
        assertThat(fixture.source(id).fault()).isEmpty();
        assertThat(fixture.source(id).tries()).isZero();
    }

    @Test
    void aSourceThatForgotWhereTheReadingStoppedIsReadFromTheBeginOfTheRange() {
        for (var i = 0; i < 1_500; i++) {
            upstream.put("e" + i, fixture.ago(60), seed);
        }
        upstream.instead(line -> line.contains("start=")
                ? UpstreamFixture.Said.of(410, "")
                : upstream.answer(UpstreamFixture.query(line)));
        var id = fixture.confirmed(upstream);
        fixture.pull();
        assertThat(faultOf(id)).isEqualTo(Fault.NOT_THERE);
        assertThat(fixture.source(id).cursor().token()).isEmpty();
        upstream.itself();
        fixture.pullLater();
        assertThat(fixture.source(id).fault()).isEmpty();
        assertThat(fixture.count(id, What.ADDED) + fixture.count(id, What.UNCHANGED))
                .isGreaterThanOrEqualTo(1_500);
    }

    @Test
    void aWrongLoginIsToldAndAnotherOneHealsIt(CapturedOutput log) {
        upstream.put("a", fixture.ago(60), seed);
        var id = fixture.confirmed(upstream);
        upstreams.renewLogin(fixture.one(), id, new Login("somebody", "invented-secret-0815", ""));
        fixture.pull();
        assertThat(faultOf(id)).isEqualTo(Fault.LOGIN_REFUSED);
        upstreams.renewLogin(fixture.two(), id, new Login(NcmecFixture.USER, NcmecFixture.PASSWORD, ""));
        fixture.pull();
        assertThat(lists.match(md5(seed))).hasSize(1);
        assertThat(log.getAll())
                .doesNotContain("invented-secret-0815", NcmecFixture.PASSWORD, UpstreamFixture.noise(seed, 16));
    }
}
