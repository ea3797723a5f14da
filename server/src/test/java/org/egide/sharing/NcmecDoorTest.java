package org.egide.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egide.audit.AuditTrail;
import org.egide.fingerprints.EntryId;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.SharedListFixture;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The NCMEC form as a strict client of it uses it. */
@EgideTest
@ExtendWith(OutputCaptureExtension.class)
final class NcmecDoorTest {
    private final TestNode node;
    private final SettableClock clock;
    private final JdbcClient database;
    private final AuditTrail trail;
    private final SharingFixture desk;

    NcmecDoorTest(
            TestNode node, SettableClock clock, JdbcClient database, AuditTrail trail, ApplicationContext context) {
        this.node = node;
        this.clock = clock;
        this.database = database;
        this.trail = trail;
        this.desk = new SharingFixture(context);
    }

    private NcmecClient client(AccessOnce access) {
        return SharingFixture.ncmec(node, access);
    }

    /** The node does what is due, and time passes. */
    private void later() {
        node.settle();
        clock.advance(Duration.ofSeconds(30));
    }

    private Instant end() {
        return clock.instant().minusSeconds(5);
    }

    private static String id(NcmecClient client, EntryId entry) {
        return client.held().keySet().stream()
                .filter(key -> key.endsWith("-" + entry))
                .findFirst()
                .orElse("none");
    }

    @Test
    void aClientFetchesEverythingInPagesVotesAndSeesADeletion() {
        var list = desk.list();
        var entries = desk.entries(list, 2_500);
        var picture = desk.picture();
        var first = desk.entry(list, picture);
        var access = desk.live(SharingForm.NCMEC, list);
        var client = client(access);
        node.settle();
        assertThat(client.status().getTextContent()).startsWith("Platform ");
        client.pull(end());
        assertThat(client.held()).hasSize(2_501);
        assertThat(client.shrunk()).isPositive();
        var held = client.entry(id(client, first));
        assertThat(held.kind()).isEqualTo("image");
        assertThat(held.classification()).isEqualTo("A1");
        assertThat(held.prints())
                .containsOnlyKeys("md5", "sha1", "pdq")
                .containsEntry("md5", picture.md5().orElseThrow())
                .containsEntry("pdq", picture.full().orElseThrow().hex());
        assertThat(client.members()).containsKey(held.member());
        assertThat(client.vote(held, "MD5", "<affirmative/>").statusCode()).isEqualTo(204);
        later();
        client.pull(end());
        var self = client.status().getAttribute("id");
        assertThat(client.entry(held.key()).feedback()).isEqualTo("+Md5:" + self);
        desk.lists.withdraw(desk.one, entries.get(7), "a mistake");
        later();
        var gone = id(client, entries.get(7));
        client.pull(end());
        assertThat(client.deleted()).containsExactly(gone);
        assertThat(client.held()).hasSize(2_500);
        later();
        var calls = client.calls();
        client.pull(end());
        assertThat(client.calls()).isEqualTo(calls + 1);
    }

    @Test
    void oneSecondThatHoldsMoreThanAPagePagesByStartSizeAndMax() {
        var list = desk.list();
        var entries = desk.entries(list, 2_500);
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        var crowded = clock.instant().minusSeconds(600).getEpochSecond();
        database.sql("""
                        UPDATE sharing.told t SET place = :second * 1000000 + n FROM (
                            SELECT entry, row_number() OVER (ORDER BY place) AS n FROM sharing.told WHERE partner = :id) r
                        WHERE t.entry = r.entry AND t.partner = :id
                        """)
                .param("second", crowded)
                .param("id", access.partner().value())
                .update();
        var page = client.page(NcmecClient.range(crowded, crowded));
        assertThat(page.entries()).hasSize(1_000);
        assertThat(page.estimate()).isEqualTo(2_500);
        assertThat(page.next().orElseThrow()).contains("&start=", "&size=1000", "&max=");
        assertThat(client.page(page.next().orElseThrow()).estimate()).isEqualTo(1_500);
        client.drain(page);
        assertThat(client.held()).hasSize(2_500);
        assertThat(client.held().keySet().stream().map(key -> key.substring(key.indexOf('-') + 1)))
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(EntryId::toString).toList());
    }

    @Test
    void aBulkImportIsSpreadSoThatNoSecondHoldsMoreThanAPage() {
        var list = desk.list();
        desk.entries(list, 1);
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        client.pull(end());
        desk.entries(list, 2_500);
        node.settle();
        assertThat(database.sql("""
                        SELECT max(n) || ' ' || sum(n) FROM (SELECT count(*) AS n FROM sharing.told WHERE partner = :id
                            GROUP BY place / 1000000) seconds
                        """)
                        .param("id", access.partner().value())
                        .query(String.class)
                        .single())
                .isEqualTo("1000 2501");
        later();
        client.pull(end());
        assertThat(client.held()).hasSize(2_501);
    }

    @Test
    void aNextHoldsWhileEntriesChangeAndTheRestIsInALaterRange() {
        var list = desk.list();
        var entries = desk.entries(list, 1_500);
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        var to = end().getEpochSecond();
        var first = client.page(NcmecClient.range(0, to));
        client.take(first);
        var told = first.entries().getFirst();
        var untold = entries.stream()
                .filter(entry ->
                        first.entries().stream().noneMatch(one -> one.id().equals(entry.toString())))
                .findFirst()
                .orElseThrow();
        desk.lists.withdraw(desk.one, EntryId.of(told.id()), "a mistake");
        desk.lists.withdraw(desk.one, untold, "a mistake");
        desk.entries(list, 3);
        later();
        clock.advance(Duration.ofHours(11));
        client.drain(client.page(first.next().orElseThrow()));
        client.take(client.page(NcmecClient.range(to, end().getEpochSecond())));
        assertThat(client.deleted()).contains(told.key());
        assertThat(client.held()).hasSize(1_501);
        assertThat(client.held()).doesNotContainKey(told.member() + "-" + untold);
    }

    @Test
    void aWithdrawalCountsAtTheNextCallAlsoBeforeTheFeedWasKept() {
        var list = desk.list();
        var entry = desk.entries(list, 1).getFirst();
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        desk.lists.withdraw(desk.one, entry, "a mistake");
        var client = client(access);
        client.pull(end());
        assertThat(client.held()).isEmpty();
    }

    @Test
    void aListThatIsTakenBackIsToldNoMoreFromTheNextCallOn() {
        var list = desk.list();
        desk.entries(list, 1);
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        desk.grants.takeBack(desk.agreer, access.partner(), list);
        var client = client(access);
        client.pull(end());
        assertThat(client.held()).isEmpty();
    }

    @Test
    void aListThatIsWithdrawnExpiresOrIsTakenBackIsToldAsDeleted() {
        var withdrawn = desk.list();
        var takenBack = desk.list();
        var kept = desk.list();
        var ending = SharedListFixture.waiting(
                desk.lists, desk.one, 31, Optional.of(clock.instant().plus(Duration.ofHours(1))));
        desk.lists.confirmList(desk.two, ending);
        var gone = List.of(withdrawn, takenBack, ending).stream()
                .map(list -> desk.entries(list, 1).getFirst().toString())
                .collect(Collectors.toSet());
        var stays = desk.entries(kept, 1).getFirst();
        var soon = desk.lists.add(
                desk.one,
                kept,
                desk.picture(),
                "x",
                Optional.empty(),
                Optional.of(clock.instant().plusSeconds(1_800)));
        desk.lists.confirm(desk.two, soon);
        gone.add(soon.toString());
        var access = desk.live(SharingForm.NCMEC, withdrawn, takenBack, kept, ending);
        node.settle();
        var client = client(access);
        client.pull(end());
        assertThat(client.held()).hasSize(5);
        desk.lists.withdrawList(desk.one, withdrawn, "the court said so");
        desk.grants.takeBack(desk.agreer, access.partner(), takenBack);
        clock.advance(Duration.ofHours(2));
        later();
        client.pull(end());
        assertThat(client.held().keySet()).containsExactly(id(client, stays));
        assertThat(client.deleted().stream().map(key -> key.substring(key.indexOf('-') + 1)))
                .containsExactlyInAnyOrderElementsOf(gone);
    }

    @Test
    void whatIsOpenedAgainOrConfirmedLaterIsToldAtALaterTime() {
        var list = desk.list();
        var waiting = desk.lists.add(desk.one, list, desk.picture(), "x", Optional.empty());
        var entry = desk.entries(list, 1).getFirst();
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        client.pull(end());
        assertThat(client.held()).hasSize(1);
        desk.lists.confirm(desk.two, waiting);
        later();
        client.pull(end());
        assertThat(client.held()).hasSize(2);
        desk.grants.takeBack(desk.agreer, access.partner(), list);
        later();
        client.pull(end());
        assertThat(client.held()).isEmpty();
        desk.grant(access.partner(), list, false);
        later();
        client.pull(end());
        assertThat(client.held()).hasSize(2);
        assertThat(id(client, entry)).isNotEqualTo("none");
    }

    @Test
    void anEntryThatAPartnerCannotHaveSeenIsNotToldAsDeletedEither() {
        var list = desk.list();
        var entry = desk.entries(list, 2).getFirst();
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        desk.lists.withdraw(desk.one, entry, "a mistake");
        later();
        var client = client(access);
        client.pull(end());
        assertThat(client.held()).hasSize(1);
        assertThat(client.deleted()).isEmpty();
    }

    @Test
    void onlyConfirmedEntriesOfOpenListsForItsTerritoriesAreTold() {
        var open = desk.list();
        var foreign = desk.list("BE");
        var own = desk.list("FR", "BE");
        var waiting = SharedListFixture.waiting(desk.lists, desk.one, 31, Optional.empty());
        var ungranted = desk.list();
        var unconfirmed = desk.list();
        for (var list : List.of(open, foreign, own, waiting, ungranted, unconfirmed)) {
            desk.entries(list, 1);
        }
        desk.lists.add(desk.one, open, desk.picture(), "one person only", Optional.empty());
        var access = desk.partners.propose(desk.proposer, SharingFixture.partner(SharingForm.NCMEC, "FR"));
        desk.partners.confirm(desk.agreer, access.partner());
        List.of(open, own, waiting).forEach(list -> desk.grant(access.partner(), list, false));
        desk.grants.propose(desk.proposer, access.partner(), unconfirmed, false);
        assertThat(SharingFixture.refusal(() -> desk.grants.propose(desk.proposer, access.partner(), foreign, false)))
                .isEqualTo("other-territory");
        node.settle();
        var client = client(access);
        client.pull(end());
        assertThat(client.held()).hasSize(2);
        var shut = desk.lists.create(desk.one, new NewList("Own " + clock.instant(), "g", "A1", 31, true));
        assertThat(SharingFixture.refusal(() -> desk.grants.propose(desk.proposer, access.partner(), shut, false)))
                .isEqualTo("list-not-shared");
    }

    @Test
    void aVideoIsAVideoAndAnEntryWithOnlySha256IsNotTold() {
        var list = desk.list();
        desk.entry(list, Hashes.parse("sha256:" + desk.hex(64)));
        var video = desk.entry(list, Hashes.parse("md5:" + desk.hex(32)));
        var access = desk.partners.propose(desk.proposer, SharingFixture.partner(SharingForm.NCMEC));
        desk.partners.confirm(desk.agreer, access.partner());
        desk.grant(access.partner(), list, true);
        node.settle();
        var client = client(access);
        client.pull(end());
        assertThat(client.held().values())
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.kind()).isEqualTo("video"));
        desk.lists.withdraw(desk.one, video, "a mistake");
        later();
        client.pull(end());
        assertThat(client.held()).isEmpty();
    }

    @Test
    void votesWithReasonsAreKeptForEachPartnerAndToldByNumbersOnly() {
        var list = desk.list();
        var entry = desk.entry(list, desk.picture());
        var access = desk.live(SharingForm.NCMEC, list);
        var other = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        client.pull(end());
        var held = client.entry(id(client, entry));
        var reasons = NcmecClient.children(
                NcmecClient.root(client.get("/v2/feedback/PDQ/reasons").body(), "availableFeedbackReasons"));
        assertThat(reasons).isNotEmpty().allSatisfy(reason -> {
            assertThat(reason.getAttribute("type")).isEqualTo("Pdq");
            assertThat(reason.getAttribute("name")).isNotBlank();
        });
        var guid = reasons.getFirst().getAttribute("guid");
        var negative = "<negative><reasonIds><guid>" + guid + "</guid></reasonIds></negative>";
        assertThat(client.vote(held, "PDQ", negative).statusCode()).isEqualTo(204);
        assertThat(client.vote(held, "PDQ", negative).statusCode()).isEqualTo(204);
        assertThat(client.vote(held, "SHA1", "<affirmative></affirmative>").statusCode())
                .isEqualTo(204);
        later();
        var reader = client(other);
        reader.pull(end());
        var self = client.status().getAttribute("id");
        assertThat(reader.entry(held.key()).feedback()).isEqualTo("+Sha1:" + self + " -Pdq:" + self + "(" + guid + ")");
        assertThat(reader.get("/v2/entries").body())
                .contains("Partner " + self)
                .doesNotContain(client.status().getTextContent());
        assertThat(desk.lists.entry(desk.one, entry).votes().up()).isEqualTo(1);
        assertThat(trail.of("entry:" + entry).toString()).contains("fingerprints.entry-voted", access.partner() + "");
        assertThat(client.put(
                                "/entries/" + held.member() + "/" + held.id() + "/MD5/feedback",
                                "<feedbackSubmission><negative/></feedbackSubmission>")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void reasonsComeWrappedForAPartnerThatNeedsItAndOtherKindsHaveNone() {
        var access = desk.live(SharingForm.NCMEC);
        var client = client(access);
        desk.partners.wrap(desk.agreer, access.partner(), true);
        var wrapped = NcmecClient.root(client.get("/v2/feedback/MD5/reasons").body(), "feedbackReasons");
        assertThat(NcmecClient.children(NcmecClient.only(wrapped, "availableFeedbackReasons")))
                .isNotEmpty();
        desk.partners.wrap(desk.agreer, access.partner(), false);
        var plain = NcmecClient.root(client.get("/v2/feedback/TMK_PDQF/reasons").body(), "availableFeedbackReasons");
        assertThat(NcmecClient.children(plain)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/entries?from=yesterday | 400 bad-time",
                "/v2/entries?from=2026-01-01 | 400 bad-time",
                "/v2/entries?from=2026-01-01T00:00:00.5Z | 400 bad-time",
                "/v2/entries?from=2026-01-01T00:00:00%2B02:00 | 400 bad-time",
                "/v2/entries?from=2026-13-01T00:00:00Z | 400 bad-time",
                "/v2/entries?from=1969-12-31T23:59:59Z | 400 bad-time",
                "/v2/entries?from= | 400 bad-time",
                "/v2/entries?from=٢٠٢٦-01-01T00:00:00Z | 400 bad-time",
                "/v2/entries?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z | 400 bad-range",
                "/v2/entries?to=9998-01-01T00:00:00Z | 400 time-ahead",
                "/v2/entries?since=7 | 400 unknown-parameter",
                "/v2/entries?from=2020-01-02T00:00:00Z&from=2020-01-02T00:00:00Z | 400 unknown-parameter",
                "/v2/entries?start=1 | 400 bad-paging",
                "/v2/entries?start=-1&max=5 | 400 bad-paging",
                "/v2/entries?start=99999999999999999999&max=5 | 400 bad-paging",
                "/v2/entries?size=0 | 400 bad-paging",
                "/v2/entries?size=1001 | 400 bad-paging",
                "/v2/status?x=1 | 400 unknown-parameter",
                "/v2/members?x=1 | 400 unknown-parameter",
                "/v2/feedback/md5/reasons | 400 unknown-type",
                "/v2/feedback/SHA256/reasons | 400 unknown-type",
                "/v2/feedback/%00/reasons | 400 broken-framing",
                "/v2/nothing | 404 not-found",
                "/v1/entries | 404 not-found",
                "/v2/entries/1/2/MD5/feedback | 405 wrong-method"
            })
    void aWrongQuestionIsRefusedByAStableCode(String path, String expected) {
        var client = client(desk.live(SharingForm.NCMEC));
        var encoded = path.codePoints()
                .mapToObj(point -> point < 128
                        ? Character.toString(point)
                        : java.net.URLEncoder.encode(
                                Character.toString(point), java.nio.charset.StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertThat(code(client.get(encoded))).isEqualTo(expected);
    }

    private static String code(HttpResponse<String> answer) {
        var found = java.util.regex.Pattern.compile("\"code\":\"([a-z-]+)\"").matcher(answer.body());
        return answer.statusCode() + " " + (found.find() ? found.group(1) : answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MD5 | | 400 malformed-xml",
                "MD5 | <feedbackSubmission> | 400 malformed-xml",
                "MD5 | <feedbackSubmission/> | 400 bad-feedback",
                "MD5 | <feedbackSubmission><affirmative/><negative/></feedbackSubmission> | 400 bad-feedback",
                "MD5 | <feedbackSubmission><affirmative/><affirmative/></feedbackSubmission> | 400 bad-feedback",
                "MD5 | <feedbackSubmission><maybe/></feedbackSubmission> | 400 bad-feedback",
                "MD5 | <affirmative/> | 400 bad-feedback",
                "MD5 | <feedbackSubmission><negative><reasonIds><guid>x</guid></reasonIds></negative></feedbackSubmission> | 400 unknown-reason",
                "MD5 | <!DOCTYPE a [<!ENTITY b 'c'>]><feedbackSubmission><affirmative/></feedbackSubmission> | 400 malformed-xml",
                "PDNA | <feedbackSubmission><affirmative/></feedbackSubmission> | 400 unknown-type",
                "PDQ | <feedbackSubmission><affirmative/></feedbackSubmission> | 404 not-found"
            })
    void aVoteThatCannotBeReadIsRefusedAndChangesNothing(String type, String body, String expected) {
        var list = desk.list();
        var entry = desk.entry(list, Hashes.parse("md5:" + desk.hex(32)));
        var client = client(desk.live(SharingForm.NCMEC, list));
        node.settle();
        client.pull(end());
        var held = client.entry(id(client, entry));
        var path = "/v2/entries/" + held.member() + "/" + held.id() + "/" + type + "/feedback";
        assertThat(code(client.put(path, body == null ? "" : body))).isEqualTo(expected);
        assertThat(code(client.put(path, "<feedbackSubmission>" + " ".repeat(20_000))))
                .isIn("413 too-large", "400 unknown-type");
        var vote = "<feedbackSubmission><affirmative/></feedbackSubmission>";
        assertThat(code(client.put(
                        path.replace("/" + held.member() + "/", "/1/").replace(type, "MD5"), vote)))
                .isEqualTo("404 not-found");
        assertThat(desk.lists.entry(desk.one, entry).votes().up()).isZero();
        var stranger = client(desk.live(SharingForm.NCMEC));
        assertThat(code(stranger.put(path.replace(type, "MD5"), vote))).isEqualTo("404 not-found");
    }

    @Test
    void anyNestingOfAVoteIsBounded() {
        var client = client(desk.live(SharingForm.NCMEC));
        var deep = IntStream.range(0, 500).mapToObj(i -> "<a>").collect(Collectors.joining());
        assertThat(code(client.put("/v2/entries/1/2/MD5/feedback", "<feedbackSubmission>" + deep)))
                .startsWith("400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Basic bm9ib2R5", "Bearer x"})
    void whoeverHasNoPasswordIsChallenged(String authorization) throws Exception {
        var request = HttpRequest.newBuilder(
                URI.create(node.url("/hashsharing/v2/status").toString()));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        var answer = node.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(code(answer)).isEqualTo("401 sign-in-needed");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");
    }

    @Test
    void headIsRefusedAndTooManyCallsOfADayAreToldWhenToComeBack() {
        var few = new NewPartner("Few " + clock.instant(), SharingForm.NCMEC, "g", java.util.Set.of(), false, 2);
        var access = desk.partners.propose(desk.proposer, few);
        desk.partners.confirm(desk.agreer, access.partner());
        var client = client(access);
        assertThat(client.send(client.request("/v2/status").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        client.status();
        client.status();
        var answer = client.get("/v2/status");
        assertThat(code(answer)).isEqualTo("429 daily-calls");
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 86_401L);
        clock.advance(Duration.ofDays(1));
        client.status();
    }

    @Test
    void aClientWhoseClockIsHoursAheadMissesNothingAndIsNoticed() {
        var list = desk.list();
        desk.entries(list, 1);
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        client.pull(clock.instant().plus(Duration.ofHours(2)));
        assertThat(client.held()).hasSize(1);
        var second = desk.entries(list, 1).getFirst();
        later();
        client.pull(clock.instant().plus(Duration.ofHours(2)));
        assertThat(id(client, second)).isNotEqualTo("none");
        assertThat(desk.browser(desk.agreer).get("/desk/sharing").body()).contains("120 minutes");
    }

    @Test
    void eachPullLeavesAnAuditRowAtItsBeginningAndItsEndAndCountsOfTheDay() {
        var list = desk.list();
        desk.entries(list, 3);
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        client.pull(end());
        client.get("/v2/entries");
        assertThat(actions(access)).containsOnlyOnce("sharing.pull-begun").doesNotContain("sharing.pull-ended");
        clock.advance(Duration.ofMinutes(31));
        node.settle();
        assertThat(actions(access)).containsOnlyOnce("sharing.pull-ended");
        client.get("/v2/entries");
        assertThat(actions(access).split("sharing.pull-begun", -1)).hasSize(3);
        assertThat(trail.of("partner:" + access.partner()).toString()).contains("entries=6");
    }

    private String actions(AccessOnce access) {
        return trail.of("partner:" + access.partner()).toString();
    }

    @Test
    void S1_noHashStandsInTheLogOrInTheTablesOfSharing(CapturedOutput log) {
        var list = desk.list();
        var picture = desk.picture();
        desk.entry(list, picture);
        var access = desk.live(SharingForm.NCMEC, list);
        node.settle();
        var client = client(access);
        client.pull(end());
        client.put(
                "/v2/entries/1/" + picture.md5().orElseThrow() + "/MD5/feedback",
                picture.sha1().orElseThrow());
        assertThat(client.held()).hasSize(1);
        var tables = database.sql("""
                        SELECT string_agg(row_to_json(t)::text, ' ') FROM sharing.told t
                        """).query(String.class).single()
                + database.sql("SELECT string_agg(details::text, ' ') FROM audit.record")
                        .query(String.class)
                        .single();
        for (var hash : List.of(
                picture.md5().orElseThrow(),
                picture.sha1().orElseThrow(),
                picture.full().orElseThrow().hex())) {
            assertThat(log.getAll()).doesNotContain(hash);
            assertThat(tables).doesNotContain(hash);
        }
        assertThat(log.getAll()).doesNotContain(access.password());
    }
}
