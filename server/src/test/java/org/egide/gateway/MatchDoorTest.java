package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.fingerprints.SharedListFixture.away;
import static org.egide.fingerprints.SharedListFixture.confirmed;
import static org.egide.fingerprints.SharedListFixture.hashes;
import static org.egide.fingerprints.SharedListFixture.noise;
import static org.egide.fingerprints.SharedListFixture.seed;
import static org.egide.fingerprints.SharedListFixture.shared;
import static org.egide.gateway.GatewayFixture.JSON;
import static org.egide.gateway.GatewayFixture.multipart;
import static org.egide.gateway.GatewayFixture.utf8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egide.audit.AuditTrail;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprint.Fingerprinter;
import org.egide.fingerprint.Pdq;
import org.egide.fingerprint.video.VideoFingerprint;
import org.egide.fingerprint.video.VideoFingerprinter;
import org.egide.fingerprints.Finding;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.PictureFixture;
import org.egide.fingerprints.TestEntry;
import org.egide.platform.Refusal;
import org.egide.staff.DeskBrowser;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The matching service over HTTP, as providers and those who are none use it. */
@EgideTest
@ExtendWith(OutputCaptureExtension.class)
final class MatchDoorTest {
    private static final String PATH = "/api/v1/match";

    private final TestNode node;
    private final Providers providers;
    private final MatchGrants grants;
    private final FingerprintLists lists;
    private final JdbcClient database;
    private final AuditTrail trail;
    private final Sessions sessions;
    private final Person one;
    private final Person two;
    private final Person supervisor;
    private final Person stranger;
    private GatewayFixture client;
    private ProviderId id = new ProviderId(UUID.randomUUID());

    MatchDoorTest(
            TestNode node,
            Providers providers,
            MatchGrants grants,
            FingerprintLists lists,
            JdbcClient database,
            AuditTrail trail,
            Sessions sessions,
            Desks desks,
            People people) {
        this.node = node;
        this.providers = providers;
        this.grants = grants;
        this.lists = lists;
        this.database = database;
        this.trail = trail;
        this.sessions = sessions;
        var desk = desks.receiving().id();
        this.one = people.create("First analyst", desk, Set.of(Role.ANALYST));
        this.two = people.create("Second analyst", desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Supervisor", desk, Set.of(Role.SUPERVISOR));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Supervisor elsewhere", other.id(), Set.of(Role.SUPERVISOR));
        this.client = GatewayFixture.newProvider(node, providers);
    }

    @BeforeEach
    void aProviderThatMayAsk() {
        client = GatewayFixture.newProvider(node, providers);
        id = providers
                .check(client.credentials().username(), client.credentials().password())
                .orElseThrow()
                .id();
        grants.give(supervisor, id, new MatchGrants.Grant(Set.of(), 5_000, 200));
    }

    private static String question(String kind, String hash) {
        return "{\"kind\":\"" + kind + "\",\"hash\":\"" + hash + "\"}";
    }

    private GatewayFixture.Answer ask(String body) {
        return client.post(PATH, JSON, body);
    }

    private static String code(GatewayFixture.Answer answer) {
        return answer.status() + " " + answer.json().path("code").asString();
    }

    @Test
    void R42_1_aMatchIsToldWithListBandAndNextStepAndActsOnNothing() {
        var pdq = noise(seed());
        var list = shared(lists, one, two, 31);
        var entry = confirmed(lists, one, two, list, hashes(pdq));
        var before = traces();
        var body = "{\"questions\":[" + question("pdq", away(pdq, 20, 1).hex()) + ","
                + question("pdq-full", pdq.hex().toUpperCase(Locale.ROOT)) + ","
                + question("pdq", noise(seed()).hex())
                + ",{\"kind\":\"pdq\",\"hash\":\"" + pdq.hex() + "\",\"quality\":49}]}";
        var answer = ask(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var match = answer.json().at("/answers/0/matches/0");
        assertThat(match.path("list").asString()).isEqualTo(list.toString());
        assertThat(match.path("entry").asString()).isEqualTo(entry.toString());
        assertThat(match.path("kind").asString()).isEqualTo("NEAR");
        assertThat(match.path("distance").asString()).isEqualTo("16-31");
        assertThat(match.path("classification").asString()).isEqualTo("A1");
        assertThat(answer.json().at("/answers/0/next").asString()).isEqualTo("REVIEW_THEN_REPORT");
        assertThat(answer.json().at("/answers/1/matches/0/distance").asString()).isEqualTo("0-15");
        assertThat(answer.json().at("/answers/2/next").asString()).isEqualTo("NOTHING");
        assertThat(answer.json().at("/answers/3/notCompared").asString()).isEqualTo("low-quality");
        assertThat(answer.body()).doesNotContain(pdq.hex());
        assertThat(traces()).isEqualTo(before);
        assertThat(database.sql("SELECT questions || ' ' || near FROM fingerprints.enquiry_day WHERE partner = :id")
                        .param("id", id.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("3 2");
    }

    /** Everything that a match might have set off. */
    private List<Long> traces() {
        return List.of("report.report", "report.file", "event_publication", "audit.record").stream()
                .map(table -> database.sql("SELECT count(*) FROM " + table)
                        .query(Long.class)
                        .single())
                .toList();
    }

    @Test
    void aFileIsComparedAsSentAndAsTurnedAndIsNotKept() {
        var picture = seed();
        confirmed(
                lists,
                one,
                two,
                shared(lists, one, two, 31),
                Hashes.of(new Fingerprinter().of(PictureFixture.picture(picture))));
        var before = traces();
        var same = client.post(PATH, "application/octet-stream", PictureFixture.picture(picture));
        assertThat(same.json().at("/answers/0/matches/0/kind").asString())
                .as(same.body())
                .isEqualTo("EXACT");
        var turned = client.post(PATH, "image/png", PictureFixture.turned(picture));
        assertThat(turned.json().at("/answers/0/matches/0/kind").asString())
                .as(turned.body())
                .isEqualTo("NEAR");
        var text = client.post(
                PATH, "multipart/form-data; boundary=edge", multipart("edge", "1", "a.txt", utf8("no picture")));
        assertThat(text.json().at("/answers/0/notCompared").asString())
                .as(text.body())
                .isNotEmpty();
        assertThat(traces()).isEqualTo(before);
        assertThat(code(client.post(PATH, "image/png", new byte[0]))).isEqualTo("400 empty-file");
        assertThat(code(client.post(PATH, "image/png", new byte[32 * 1024 * 1024 + 1])))
                .isEqualTo("413 too-large");
        assertThat(code(client.post(PATH, "multipart/form-data; boundary=edge", "--edge--\r\n")))
                .isEqualTo("400 no-file");
    }

    @Test
    void aFrameOfAFilmThatIsOnAListIsToldWithItsSecond() throws Exception {
        assumeTrue(VideoFingerprinter.installed().isPresent(), "ffmpeg is not installed (Debian's package ffmpeg)");
        var film = film(4, "mandelbrot=size=320x240:rate=10:start_scale=" + Math.nextUp(1 + Math.random()));
        assumeTrue(
                new VideoFingerprinter().of(film) instanceof VideoFingerprint,
                "user namespaces are not allowed on this machine");
        var read = (VideoFingerprint) new VideoFingerprinter().of(film);
        var third = read.frames().get(2).hashes().full().pdq();
        var list = shared(lists, one, two, 31);
        var entry = confirmed(lists, one, two, list, hashes(third));
        var before = traces();
        var answer = client.post(PATH, "video/mp4", film).json().at("/answers/0");
        assertThat(answer.path("frames").asString()).as(answer.toString()).isEqualTo("looked");
        assertThat(answer.at("/matches/0/entry").asString()).isEqualTo(entry.toString());
        assertThat(answer.at("/matches/0/kind").asString()).isEqualTo("NEAR");
        assertThat(answer.at("/matches/0/second").asInt()).isBetween(0, 2);
        assertThat(answer.path("matches").size()).isEqualTo(1);
        assertThat(answer.path("next").asString()).isEqualTo("REVIEW_THEN_REPORT");
        assertThat(traces()).isEqualTo(before);
        // The film's bytes and at least one scene.
        assertThat(asked()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aFilmThatIsTooLargeToWaitForIsComparedByItsBytesAtOnce() {
        var film = Arrays.copyOf(utf8("\0\0\0\u0018ftypisom\0\0\0\0isom"), 8 * 1024 * 1024 + 1);
        film[100] = (byte) seed();
        confirmed(lists, one, two, shared(lists, one, two, 31), Hashes.of(new Fingerprinter().of(film)));
        var answer = client.post(PATH, "video/mp4", film).json().at("/answers/0");
        assertThat(answer.path("frames").asString()).as(answer.toString()).isEqualTo("not-looked");
        assertThat(answer.at("/matches/0/kind").asString()).isEqualTo("EXACT");
        var broken = client.post(PATH, "video/mp4", Arrays.copyOf(film, 5_000))
                .json()
                .at("/answers/0");
        assertThat(broken.path("frames").asString())
                .as(broken.toString())
                .isIn("no-ffmpeg", "no-sandbox", "broken", "truncated", "no-frames");
        assertThat(broken.path("next").asString()).isEqualTo("NOTHING");
    }

    private long asked() {
        return database.sql("SELECT questions FROM fingerprints.enquiry_day WHERE partner = :partner")
                .param("partner", id.value().toString())
                .query(Long.class)
                .single();
    }

    private byte[] film(int seconds, String source) throws Exception {
        var file = Files.createTempFile("film", ".mp4");
        var process = new ProcessBuilder(
                        VideoFingerprinter.installed().orElseThrow().toString(),
                        "-nostdin",
                        "-y",
                        "-loglevel",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        source,
                        "-t",
                        "" + seconds,
                        file.toString())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        var bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    @Test
    void theTestEntryProvesTheWholePathByHashAndByFile() {
        var byHash = ask(question("pdq", TestEntry.PDQ));
        assertThat(byHash.json().at("/answers/0/next").asString()).isEqualTo("TEST_PASSED");
        var byFile = client.post(PATH, "application/octet-stream", utf8(TestEntry.TEXT));
        assertThat(byFile.json().at("/answers/0/next").asString())
                .as(byFile.body())
                .isEqualTo("TEST_PASSED");
        assertThat(ExactHashes.of(utf8(TestEntry.TEXT)))
                .isEqualTo(new ExactHashes(TestEntry.SHA256, TestEntry.SHA1, TestEntry.MD5));
        assertThat(client.get("/api/v1/openapi.json").body())
                .contains(TestEntry.PDQ, TestEntry.SHA256, TestEntry.SHA1, TestEntry.MD5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'pdq','hash':'abc'} | 400 bad-hash",
                "{'kind':'md5','hash':'0123456789abcdef0123456789abcdeg'} | 400 bad-hash",
                "{'kind':'md5','hash':'0123456789abcdef0123456789abcdef '} | 400 bad-hash",
                "{'kind':'md5','hash':'٠١٢٣٤٥٦٧٨٩abcdef0123456789abcdef'} | 400 bad-hash",
                "{'kind':'sha512','hash':'00'} | 400 unknown-kind",
                "{'kind':'PDQ','hash':'00'} | 400 unknown-kind",
                "{'kind':'pdq'} | 400 invalid-json",
                "{'kind':7,'hash':[]} | 400 invalid-json",
                "{'questions':{}} | 400 invalid-json",
                "{'questions':[7]} | 400 invalid-json",
                "{'questions':[]} | 400 no-question",
                "{'kind':'md5','hash':'0123456789abcdef0123456789abcdef','quality':101} | 400 bad-quality",
                "{'kind':'md5','hash':'0123456789abcdef0123456789abcdef','quality':'x'} | 400 bad-quality",
                "{'kind':'md5' | 400 malformed-json",
                "[] | 400 invalid-json"
            })
    void badInputIsRefusedByAStableCodeAndNeverRepeated(String body, String expected) {
        var answer = ask(body.replace('\'', '"'));
        assertThat(code(answer)).isEqualTo(expected);
        assertThat(answer.body()).doesNotContain("0123456789abcde");
    }

    @Test
    void aThousandQuestionsGoTogetherAndNotOneMore() {
        var md5 = question("md5", "0123456789abcdef0123456789abcdef");
        assertThat(ask(batch(md5, 1_000)).json().path("answers").size()).isEqualTo(1_000);
        assertThat(code(ask(batch(md5, 1_001)))).isEqualTo("413 too-many-questions");
        assertThat(code(ask(" ".repeat(300_000)))).isEqualTo("413 too-large");
        assertThat(code(ask(""))).isEqualTo("400 malformed-json");
        for (var i = 0; i < 4; i++) {
            ask(batch(md5, 1_000));
        }
        var used = ask(md5);
        assertThat(code(used)).isEqualTo("429 daily-questions");
        assertThat(Long.parseLong(used.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 86_401L);
    }

    private static String batch(String question, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> question)
                .collect(Collectors.joining(",", "{\"questions\":[", "]}"));
    }

    @Test
    void onlyAProviderThatItsDeskLetAskIsAnswered() {
        var other = GatewayFixture.newProvider(node, providers);
        assertThat(code(other.post(PATH, JSON, question("pdq", TestEntry.PDQ)))).isEqualTo("403 matching-not-granted");
        assertThat(code(other.post(PATH + "/votes", JSON, "{}"))).isEqualTo("403 matching-not-granted");
        var nobody = new GatewayFixture(node, new Credentials("p-0000000000000000", "wrong"));
        assertThat(code(nobody.post(PATH, JSON, question("pdq", TestEntry.PDQ))))
                .isEqualTo("401 sign-in-needed");
        assertThat(refusalOf(() -> grants.give(stranger, id, MatchGrants.USUAL)))
                .isEqualTo("not-found");
        assertThat(refusalOf(() -> grants.takeBack(stranger, id))).isEqualTo("not-found");
        assertThat(refusalOf(() -> grants.startAnew(stranger, id, "x"))).isEqualTo("not-found");
        grants.takeBack(supervisor, id);
        assertThat(code(ask(question("pdq", TestEntry.PDQ)))).isEqualTo("403 matching-not-granted");
        assertThat(trail.of("provider:" + id).toString())
                .contains("gateway.matching-granted", "gateway.matching-taken-back");
    }

    private static String refusalOf(Runnable act) {
        try {
            act.run();
        } catch (Refusal refusal) {
            return refusal.code();
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void aProviderVotesForAnEntryThatItWasTold() {
        var pdq = noise(seed());
        var entry = confirmed(lists, one, two, shared(lists, one, two, 31), hashes(pdq));
        var vote = "{\"entry\":\"" + entry + "\",\"vote\":\"down\"}";
        assertThat(client.post(PATH + "/votes", JSON, vote).status()).isEqualTo(200);
        assertThat(ask(question("pdq", pdq.hex()))
                        .json()
                        .at("/answers/0/matches/0/votes/down")
                        .asInt())
                .isEqualTo(1);
        assertThat(code(client.post(PATH + "/votes", JSON, vote.replace("down", "sideways"))))
                .isEqualTo("400 bad-vote");
        assertThat(code(client.post(PATH + "/votes", JSON, "{\"entry\":\"x\",\"vote\":\"up\"}")))
                .isEqualTo("404 not-found");
    }

    @Test
    void aSupervisorLetsAProviderAskByAFormAndAnAnalystDoesNot() {
        var browser = DeskBrowser.signedIn(node, sessions.open(supervisor.id()));
        var page = browser.get("/desk/providers");
        assertThat(page.body()).contains("/desk/providers/" + id + "/matching");
        var fields = java.util.Map.of(
                "csrf", DeskBrowser.field(page, "csrf"), "territories", "fr be", "questions", "7", "matches", "3");
        var answer = browser.post("/desk/providers/" + id + "/matching", fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(grants.of(id).orElseThrow().questionsPerDay()).isEqualTo(7);
        assertThat(browser.get("/desk/providers?lang=ar").body()).contains("BE FR");
        var analyst = DeskBrowser.signedIn(node, sessions.open(one.id()));
        var token = DeskBrowser.field(analyst.get("/desk/lists"), "csrf");
        assertThat(analyst.post("/desk/providers/" + id + "/matching/stop", java.util.Map.of("csrf", token))
                        .statusCode())
                .isEqualTo(403);
        assertThat(grants.of(id)).isPresent();
    }

    @Test
    void S1_noHashOfAnEntryOrAQuestionStandsInTheDatabaseOrTheLog(CapturedOutput log) {
        var entry = noise(seed());
        var near = away(entry, 9, 5);
        var missed = noise(seed());
        confirmed(lists, one, two, shared(lists, one, two, 31), hashes(entry));
        var refused = noise(seed()).hex();
        ask(question("pdq", near.hex()));
        ask(question("pdq", missed.hex()));
        ask(question("sha256", missed.hex()));
        ask(question("pdq", refused + "0"));
        lists.match(hashes(near));
        var dump = dump();
        assertThat(dump).contains(id.toString());
        for (var hash : List.of(entry.hex(), near.hex(), missed.hex(), refused)) {
            assertThat(dump).doesNotContain(hash).doesNotContain(hash.toUpperCase(Locale.ROOT));
            assertThat(log.getAll()).doesNotContain(hash);
        }
    }

    /** Every row of every table as text; bytes are written in hexadecimal digits, so raw bytes of a hash would show too. */
    private String dump() {
        var tables = database.sql("""
                        SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                        FROM information_schema.tables
                        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
                        """).query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(25);
        return tables.stream()
                .flatMap(table ->
                        database.sql("SELECT t::text FROM " + table + " t").query(String.class).list().stream())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theDescriptionNamesEveryNextStep() {
        var steps =
                client.get("/api/v1/openapi.json").json().at("/components/schemas/MatchAnswer/properties/next/enum");
        assertThat(steps.valueStream().map(step -> step.asString()).toList())
                .isEqualTo(Arrays.stream(Finding.Next.values()).map(Enum::name).toList());
        assertThat(Pdq.parse(TestEntry.PDQ).hex()).isEqualTo(TestEntry.PDQ);
    }
}
