package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.gateway.GatewayFixture.XML;
import static org.egide.gateway.GatewayFixture.details;
import static org.egide.gateway.GatewayFixture.document;
import static org.egide.gateway.GatewayFixture.utf8;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Unread;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients in use do wrong (section 1.8 of provider-gateway), one test for each row. */
@EgideTest
final class ClientTrapsTest {
    private final TestNode node;
    private final Providers providers;
    private final Reports reports;
    private final Flags flags;
    private final JdbcClient database;
    private final Person analyst;
    private GatewayFixture client;

    ClientTrapsTest(
            TestNode node,
            Providers providers,
            Reports reports,
            Flags flags,
            JdbcClient database,
            Desks desks,
            People people) {
        this.node = node;
        this.providers = providers;
        this.reports = reports;
        this.flags = flags;
        this.database = database;
        this.analyst = people.create("Trap Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        this.client = GatewayFixture.newProvider(node, providers);
    }

    @AfterEach
    void nothingIsLeftWaiting() {
        GatewayFixture.settleUnread(reports, analyst);
    }

    @BeforeEach
    void anotherProvider() {
        client = GatewayFixture.newProvider(node, providers);
    }

    private List<Unread> keptOfClient() {
        var id = providers
                .check(client.credentials().username(), client.credentials().password())
                .orElseThrow()
                .source();
        return reports.unread(analyst).stream()
                .filter(kept -> kept.source().equals(id))
                .toList();
    }

    private ReportId reportOf(long number) {
        return new ReportId(database.sql("SELECT report FROM gateway.intake WHERE number = :number")
                .param("number", number)
                .query(UUID.class)
                .single());
    }

    @Test
    void W1_theRootElementDecidesWhateverTheHeaderSays() {
        for (var type :
                List.of("text/plain;charset=UTF-8", "application/json", "application/x-www-form-urlencoded", "x")) {
            assertThat(client.post("/ispws/submit", type, document("")).code())
                    .as(type)
                    .isZero();
        }
        assertThat(client.post("/ispws/submit", XML, details(1, "a".repeat(32), ""))
                        .code())
                .isEqualTo(4100);
    }

    @Test
    void W2_textThatWasNotEscapedIsMalformedAndKeptByteForByteBeforeAPerson() {
        var sent = document("").replace("&amp;", "&");
        var answer = client.post("/ispws/submit", XML, sent);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(4110);
        assertThat(keptOfClient()).singleElement().satisfies(kept -> {
            assertThat(kept.reason()).isEqualTo("malformed-xml");
            assertThat(reports.readUnread(analyst, kept.id(), "test").bytes()).isEqualTo(utf8(sent));
        });
    }

    @Test
    void W2_aClientThatRepeatsItsMistakeMakesOneWorkItem() {
        var sent = document("").replace("&amp;", "&");
        client.post("/ispws/submit", XML, sent);
        client.post("/ispws/submit", XML, sent);
        assertThat(keptOfClient()).hasSize(1);
    }

    @Test
    void W3_aMisspeltIncidentTypeIsNamedAndKept() {
        var right = new WireWords()
                .incidentTypes().stream()
                        .filter(word -> word.endsWith("Acts"))
                        .findFirst()
                        .orElseThrow();
        var wrong = right.substring(0, right.length() - 1);
        var answer = client.post("/ispws/submit", XML, document(wrong, "", ""));
        assertThat(answer.code()).isEqualTo(4100);
        assertThat(answer.value("responseDescription")).contains("incidentType", wrong);
        assertThat(keptOfClient()).extracting(Unread::reason).containsExactly("invalid-xml");
    }

    @Test
    void W4_anEmptyFlagIsSet() {
        var annotations = "<reportAnnotations><sextortion/><minorToMinorInteraction></minorToMinorInteraction>"
                + "<spam> \n </spam></reportAnnotations>";
        var number = client.open(document(annotations));
        var file = client.upload(number, utf8("a flag")).value("fileId");
        var told = "<fileAnnotations><viral/><generativeAi>true</generativeAi></fileAnnotations>";
        assertThat(client.post("/ispws/fileinfo", XML, details(number, file, told))
                        .code())
                .isZero();
        client.finish(number);
        var id = reportOf(number);
        assertThat(reports.summary(id).forms()).contains(Form.SEXUAL_EXTORTION, Form.AI_GENERATED_MATERIAL);
        assertThat(reports.facts(id).stream().map(fact -> fact.kind() + "=" + fact.value()))
                .contains(FactKind.ACTOR + "=ANOTHER_CHILD", FactKind.GENERATED + "=YES");
        assertThat(reports.readNarrative(analyst, id, "test")).contains("spam", "viral");
    }

    @Test
    void W5_noFileIdCanBeTakenForANumberAndARetryIsRecognised() {
        var number = client.open();
        for (var i = 0; i < 20; i++) {
            var noise = utf8("noise " + i);
            var id = client.upload(number, noise).value("fileId");
            assertThat(id).matches("[0-9a-f]{32}").containsPattern("[abcdf]");
            assertThat(client.upload(number, noise).value("fileId")).isEqualTo(id);
        }
    }

    @Test
    void W6_lineBreaksDoNotMatterAndTheIdComesInAnyForm() {
        var first = client.open(document("").replace("\n", ""));
        var part = "--x\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n%s\r\n--x--\r\n";
        assertThat(client.post("/ispws/finish", "multipart/form-data; boundary=x", part.formatted(first))
                        .code())
                .isZero();
        var second = client.open();
        assertThat(client.post("/ispws/retract", "multipart/form-data; boundary=x", part.formatted(second))
                        .code())
                .isZero();
        var third = client.open();
        assertThat(client.post("/ispws/finish", "text/plain", part.formatted(third))
                        .code())
                .isZero();
        assertThat(client.finish(client.open()).code()).isZero();
    }

    @Test
    void W7_whatOldClientsDropIsTakenHereAndAbsenceIsNoStatement() {
        var sent = document("")
                .replaceAll(
                        "<internetDetails>.*</internetDetails>",
                        "<internetDetails><peer2peerIncident><client>swarm</client><ipCaptureEvent><ipAddress>192.0.2.9</ipAddress>"
                                + "<port>6881</port></ipCaptureEvent><fileNames>noise.bin</fileNames></peer2peerIncident></internetDetails>"
                                + "<internetDetails><nonInternetIncident><locationName>a park</locationName></nonInternetIncident></internetDetails>");
        var number = client.open(sent);
        client.upload(number, utf8("no details at all"));
        client.finish(number);
        var id = reportOf(number);
        assertThat(reports.facts(id).stream().map(fact -> fact.kind() + "=" + fact.value()))
                .contains(
                        "CHANNEL=PEER_TO_PEER",
                        "CHANNEL=OFFLINE",
                        "VIEWED_BY_PROVIDER=UNKNOWN",
                        "PUBLICLY_AVAILABLE=UNKNOWN");
        assertThat(reports.readItems(analyst, id, "test").stream().map(item -> item.kind() + " " + item.value()))
                .contains("PEER_TO_PEER swarm noise.bin", "NETWORK_ADDRESS 192.0.2.9 port=6881");
    }

    @Test
    void W8_alreadyFinishedAndAlreadyRetractedAreSuccessForHttp() {
        var finished = client.open();
        client.finish(finished);
        var retracted = client.open();
        client.retract(retracted);
        assertThat(client.retract(finished)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.code()).isEqualTo(5102);
        });
        assertThat(client.finish(retracted)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.code()).isEqualTo(5101);
        });
    }

    @Test
    void W9_theRootOfFinishStaysOnFailureAndEchoesTheId() {
        var answer = client.finish(424_242L);
        assertThat(answer.xml().name()).isEqualTo("reportDoneResponse");
        assertThat(answer.value("reportId")).isEqualTo("424242");
        var nonsense = client.post("/ispws/finish", "text/plain", "id=nonsense");
        assertThat(nonsense.xml().name()).isEqualTo("reportDoneResponse");
        assertThat(nonsense.code()).isEqualTo(4000);
        var stranger = new GatewayFixture(node, new Credentials("p", "q")).finish(1L);
        assertThat(stranger.xml().name()).isEqualTo("reportDoneResponse");
    }

    @Test
    void W10_codeAndDescriptionAreAlwaysThereAndTheDescriptionIsNoNumber() {
        var number = client.open();
        for (var answer : List.of(
                client.get("/ispws/status"),
                client.get("/ispws/finish"),
                client.get("/ispws/nowhere"),
                client.post("/ispws/submit", XML, ""),
                client.post("/ispws/submit", XML, "<a>"),
                client.post("/ispws/upload", "text/plain", "x"),
                client.post("/ispws/fileinfo", XML, "<fileDetails/>"),
                client.upload(number, utf8("described")),
                client.finish(number),
                client.finish(number))) {
            assertThat(answer.order()).startsWith("responseCode", "responseDescription");
            assertThat(answer.value("responseCode")).matches("[0-9]+");
            assertThat(answer.value("responseDescription")).isNotBlank().doesNotMatch("[0-9.eE+-]+");
        }
    }

    @Test
    void W11_aFlagNobodyKnowsYetIsKeptCountedAndShown() {
        var annotations = "<reportAnnotations><informational/><flagOfTomorrow/><spam/></reportAnnotations>";
        var number = client.open(document(annotations));
        client.finish(number);
        client.open(document(annotations));
        assertThat(reports.readNarrative(analyst, reportOf(number), "test"))
                .contains("flagOfTomorrow (unknown flag)", "informational");
        var provider = providers
                .check(client.credentials().username(), client.credentials().password())
                .orElseThrow();
        assertThat(flags.of(provider.id())).singleElement().satisfies(flag -> {
            assertThat(flag.name()).isEqualTo("flagOfTomorrow");
            assertThat(flag.times()).isEqualTo(2);
        });
    }

    @Test
    void W12_theTypeOfDetailsMayStandOnEitherElement() {
        var number = client.open();
        var pair = "<name>Make</name><value>Generated</value>";
        var one = client.upload(number, utf8("type one")).value("fileId");
        var two = client.upload(number, utf8("type two")).value("fileId");
        assertThat(client.post(
                                "/ispws/fileinfo",
                                XML,
                                details(
                                        number,
                                        one,
                                        "<details type=\"EXIF\"><nameValuePair>" + pair + "</nameValuePair></details>"))
                        .code())
                .isZero();
        assertThat(client.post(
                                "/ispws/fileinfo",
                                XML,
                                details(
                                        number,
                                        two,
                                        "<details><nameValuePair type=\"HASH\">" + pair + "</nameValuePair></details>"))
                        .code())
                .isZero();
        client.finish(number);
        assertThat(reports.readNarrative(analyst, reportOf(number), "test"))
                .contains("type=EXIF", "type=HASH", "Generated");
    }

    @Test
    void whatIsNotUtf8IsKeptWithItsOwnReason() {
        var sent = document("").replace("service.example", "servicé.example").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(client.post("/ispws/submit", XML, sent).code()).isEqualTo(4110);
        assertThat(keptOfClient()).extracting(Unread::reason).containsExactly("bad-encoding");
    }
}
