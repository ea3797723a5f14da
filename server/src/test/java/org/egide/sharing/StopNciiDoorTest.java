package org.egide.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.ListId;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The StopNCII form as a client of it uses it. */
@EgideTest
final class StopNciiDoorTest {
    private final TestNode node;
    private final SettableClock clock;
    private final JdbcClient database;
    private final FingerprintLists lists;
    private final SharingFixture desk;

    StopNciiDoorTest(
            TestNode node,
            SettableClock clock,
            JdbcClient database,
            FingerprintLists lists,
            ApplicationContext context) {
        this.node = node;
        this.clock = clock;
        this.database = database;
        this.lists = lists;
        this.desk = new SharingFixture(context);
    }

    private StopNciiClient client(AccessOnce access) {
        return new StopNciiClient(node.http(), URI.create(node.url("/stopncii").toString()), access);
    }

    private void later() {
        node.settle();
        clock.advance(Duration.ofSeconds(30));
    }

    private ListId leads(AccessOnce access) {
        return new ListId(database.sql("SELECT leads FROM sharing.partner WHERE id = :id")
                .param("id", access.partner().value())
                .query(UUID.class)
                .single());
    }

    @Test
    void aClientFetchesEverythingInPagesVotesAndSeesAWithdrawal() {
        var list = desk.list();
        desk.entries(list, 1_700);
        var picture = desk.picture();
        var entry = desk.entry(list, picture);
        var pdq = picture.full().orElseThrow().hex();
        var access = desk.live(SharingForm.STOPNCII, list);
        node.settle();
        var client = client(access);
        assertThat(client.fetch()).isEqualTo(3);
        assertThat(client.records()).hasSize(1_701);
        assertThat(client.status(pdq)).isEqualTo("Active");
        var answer = client.post(
                "SubmitFeedback",
                "{\"count\":1,\"hashFeedbacks\":[{\"hashValue\":\"" + pdq
                        + "\",\"feedbackValue\":\"NotBlocked\",\"tags\":[\"seen twice\",\"" + pdq + "\"]}]}");
        assertThat(StopNciiClient.JSON.readTree(answer.body()).get("accepted").asInt())
                .as(answer.body())
                .isEqualTo(1);
        later();
        client.fetch();
        var told = client.record(pdq).get("CSPFeedbacks").get(0);
        assertThat(told.get("feedbackValue").asString()).isEqualTo("NotBlocked");
        assertThat(told.get("tags").values().stream().map(JsonNode::asString).toList())
                .containsExactly("seen twice");
        assertThat(lists.entry(desk.one, entry).votes().down()).isEqualTo(1);
        lists.withdraw(desk.one, entry, "a mistake");
        later();
        client.fetch();
        assertThat(client.status(pdq)).isEqualTo("Withdrawn");
        assertThat(client.record(pdq).get("caseNumbers").get(entry.toString()).asString())
                .isEqualTo("Withdrawn");
        var fresh = client(access);
        fresh.fetch();
        assertThat(fresh.records()).hasSize(1_700).doesNotContainKey(pdq);
    }

    @Test
    void aClientThatStopsInTheMiddleGoesOnFromTheTimestampOfItsLastPage() {
        var list = desk.list();
        desk.entries(list, 1_700);
        var access = desk.live(SharingForm.STOPNCII, list);
        node.settle();
        var client = client(access);
        client.fetch(500, () -> client.records().size() >= 1_000);
        assertThat(client.records()).hasSizeBetween(1_000, 1_500);
        desk.entries(list, 2);
        later();
        client.fetch();
        assertThat(client.records()).hasSize(1_702);
    }

    @Test
    void whatAPartnerSubmitsIsALeadOnceAndNeverAnswersAProvider() {
        var access = desk.live(SharingForm.STOPNCII);
        var client = client(access);
        var pdq = desk.hex(64);
        var md5 = desk.hex(32);
        var body = "{\"count\":6,\"hashRecords\":[" + record("StopNCIISignalType.ImagePDQ", pdq) + ","
                + record("VideoMD5", md5) + "," + record("ImagePDQ", "abc") + "," + record("URL", "https://a.example")
                + ","
                + record("Sideways", pdq) + "," + record("ImagePDQ", pdq) + "]}";
        assertThat(client.post("SubmitHashes", body).body())
                .isEqualTo("{\"count\":6,\"accepted\":2,\"known\":1,\"notTaken\":1,\"wrong\":2}");
        assertThat(client.post("SubmitHashes", body).body())
                .isEqualTo("{\"count\":6,\"accepted\":0,\"known\":3,\"notTaken\":1,\"wrong\":2}");
        var leads = leads(access);
        var entries = lists.entries(desk.one, leads);
        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.provenance()).contains(access.partner().toString(), "Platform ");
            assertThat(entry.confirmations()).isZero();
        });
        assertThat(lists.list(desk.one, leads).verified()).isFalse();
        assertThat(lists.match(Hashes.parse("pdq:" + pdq)))
                .hasSize(1)
                .allSatisfy(match -> assertThat(match.verified()).isFalse());
        lists.withdraw(desk.one, entries.getFirst().id(), "harmless");
        client.post("SubmitHashes", body);
        assertThat(lists.entries(desk.one, leads)).hasSize(2);
        assertThat(SharingFixture.refusal(() -> desk.grants.propose(desk.proposer, access.partner(), leads, false)))
                .isEqualTo("list-not-shared");
    }

    private static String record(String type, String hash) {
        return "{\"lastModtimestamp\":7,\"signalType\":\"" + type + "\",\"hashValue\":\"" + hash
                + "\",\"CSPFeedbacks\":[],\"more\":1}";
    }

    @Test
    void feedbackOnWhatWasNotToldIsNotTakenAndTellsNothing() {
        var list = desk.list();
        var secret = desk.hex(64);
        desk.entry(list, Hashes.parse("pdq:" + secret));
        var client = client(desk.live(SharingForm.STOPNCII));
        node.settle();
        for (var hash : List.of(secret, desk.hex(64))) {
            assertThat(client.post(
                                    "SubmitFeedback",
                                    "{\"count\":1,\"hashFeedbacks\":[{\"hashValue\":\"" + hash
                                            + "\",\"feedbackValue\":\"Blocked\",\"tags\":[]}]}")
                            .body())
                    .isEqualTo("{\"count\":1,\"accepted\":0,\"known\":0,\"notTaken\":1,\"wrong\":0}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FetchHashes?startTimestamp=x | 400 bad-timestamp",
                "FetchHashes?startTimestamp=-1 | 400 bad-timestamp",
                "FetchHashes?startTimestamp=999999999999 | 400 bad-timestamp",
                "FetchHashes?startTimestamp=9999999999999 | 400 bad-timestamp",
                "FetchHashes?pageSize=0 | 400 bad-page-size",
                "FetchHashes?pageSize=1001 | 400 bad-page-size",
                "FetchHashes?nextPageToken=x | 400 bad-page-token",
                "FetchHashes?nextPageToken=MTox | 400 bad-page-token",
                "FetchHashes?nextPageToken=%00 | 400 bad-page-token",
                "Nothing | 404 not-found",
                "SubmitHashes | 405 wrong-method"
            })
    void aWrongQuestionIsRefusedByAStableCode(String path, String expected) {
        assertThat(code(client(desk.live(SharingForm.STOPNCII)).get("/v1/" + path)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ | 400 malformed-json",
                "[] | 400 invalid-json",
                "{'count':1} | 400 invalid-json",
                "{'hashRecords':[],'hashFeedbacks':[]} | 400 invalid-json",
                "{'count':'1','hashRecords':[{}],'hashFeedbacks':[{}]} | 400 invalid-json",
                "{'count':2,'hashRecords':[{}],'hashFeedbacks':[{}]} | 400 count-mismatch"
            })
    void aBodyThatCannotBeReadIsRefusedWhole(String body, String expected) {
        var client = client(desk.live(SharingForm.STOPNCII));
        for (var call : List.of("SubmitHashes", "SubmitFeedback")) {
            assertThat(code(client.post(call, body.replace('\'', '"')))).isEqualTo(expected);
            assertThat(code(client.post(call, " ".repeat(1_100_000)))).isEqualTo("413 too-large");
        }
    }

    @Test
    void eachCallNeedsItsOwnKeyAndTheOtherFormOpensNothing() {
        var access = desk.live(SharingForm.STOPNCII);
        var client = client(access);
        assertThat(client.get("/v1/FetchHashes").statusCode()).isEqualTo(200);
        for (var door : List.of("SUBMIT", "FEEDBACK", "SUBSCRIPTION", "none")) {
            assertThat(code(client.send(client.request("/v1/FetchHashes", door))))
                    .isEqualTo("401 sign-in-needed");
        }
        var other = desk.live(SharingForm.STOPNCII);
        var mixed = new AccessOnce(
                access.partner(),
                access.username(),
                Map.of(
                        "FETCH", access.secrets().get("FETCH"),
                        "SUBSCRIPTION", other.secrets().get("SUBSCRIPTION")));
        assertThat(code(client(mixed).get("/v1/FetchHashes"))).isEqualTo("401 sign-in-needed");
        var basic = new AccessOnce(
                access.partner(),
                access.username(),
                Map.of("BASIC", access.secrets().get("FETCH")));
        assertThat(SharingFixture.ncmec(node, basic).get("/v2/status").statusCode())
                .isEqualTo(401);
    }

    private static String code(HttpResponse<String> answer) {
        var found = java.util.regex.Pattern.compile("\"code\":\"([a-z-]+)\"").matcher(answer.body());
        return answer.statusCode() + " " + (found.find() ? found.group(1) : answer.body());
    }

    @Test
    void aListOfVideosIsToldByItsMd5() {
        var list = desk.list();
        var md5 = desk.hex(32);
        desk.entry(list, Hashes.parse("md5:" + md5));
        var access = desk.live(SharingForm.STOPNCII);
        desk.grant(access.partner(), list, true);
        node.settle();
        var client = client(access);
        client.fetch();
        assertThat(Optional.of(client.record(md5).get("signalType").asString())).contains("VideoMD5");
    }
}
