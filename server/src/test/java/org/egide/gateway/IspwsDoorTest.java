package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.gateway.GatewayFixture.XML;
import static org.egide.gateway.GatewayFixture.details;
import static org.egide.gateway.GatewayFixture.document;
import static org.egide.gateway.GatewayFixture.utf8;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The seven calls over the real door: their codes, the order of their answers, and what becomes of what was sent. */
@EgideTest
final class IspwsDoorTest {
    private final TestNode node;
    private final Providers providers;
    private final Reports reports;
    private final JdbcClient database;
    private final Person analyst;
    private GatewayFixture client;

    IspwsDoorTest(
            TestNode node, Providers providers, Reports reports, JdbcClient database, Desks desks, People people) {
        this.node = node;
        this.providers = providers;
        this.reports = reports;
        this.database = database;
        this.analyst = people.create("Gate Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        this.client = GatewayFixture.newProvider(node, providers);
    }

    @BeforeEach
    void anotherProvider() {
        client = GatewayFixture.newProvider(node, providers);
    }

    @Test
    void statusNamesTheRemoteUserAndAddress() {
        var answer = client.get("/ispws/status");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.order()).containsExactly("responseCode", "responseDescription");
        assertThat(answer.code()).isZero();
        assertThat(answer.value("responseDescription"))
                .contains(client.credentials().username(), "127.0.0.1");
    }

    @Test
    void everyAnswerCarriesARequestId() {
        assertThat(client.get("/ispws/status").headers().firstValue("Request-ID"))
                .isPresent();
        assertThat(client.post("/ispws/submit", XML, "<").headers().firstValue("Request-ID"))
                .isPresent();
        var stranger = new GatewayFixture(node, new Credentials("p-0000000000000000", "wrong"));
        assertThat(stranger.get("/ispws/status").headers().firstValue("Request-ID"))
                .isPresent();
    }

    @Test
    void theServedSchemaTakesTheAnswersOfThisDoor() {
        var schema = new WireSchema();
        assertThat(client.get("/ispws/xsd").bytes()).isEqualTo(schema.text());
        var number = client.open();
        assertThat(schema.fault(client.upload(number, utf8("noise")).xml())).isEmpty();
        assertThat(schema.fault(client.finish(number).xml())).isEmpty();
        assertThat(schema.fault(client.finish(number).xml())).isEmpty();
        assertThat(schema.fault(client.finish(999_999_999L).xml())).isEmpty();
        assertThat(schema.fault(client.retract(number).xml())).isEmpty();
    }

    @Test
    void aWholeReportGoesThroughAndIsTakenInAsItWasTold() {
        var type = new WireWords()
                .incidentTypes().stream()
                        .filter(word -> word.startsWith("Online"))
                        .findFirst()
                        .orElseThrow();
        var persons = """
                <personOrUserReported><espIdentifier>user-77</espIdentifier>
                  <ipCaptureEvent><ipAddress>192.0.2.7</ipAddress><eventName>Upload</eventName>
                    <dateTime>2025-03-04T05:00:00Z</dateTime><port>50123</port></ipCaptureEvent>
                  <ipCaptureEvent><ipAddress>2001:db8::7</ipAddress><eventName>Login</eventName></ipCaptureEvent>
                  <additionalInfo>told by the service</additionalInfo></personOrUserReported>
                <victim><victimPerson><firstName>Ada</firstName><age>13</age></victimPerson></victim>""";
        var raw = document(type, "<escalateToHighPriority>a meeting is near</escalateToHighPriority>", persons);
        var number = client.open(raw);
        var file = client.upload(number, utf8("generated noise"));
        assertThat(file.order()).containsExactly("responseCode", "responseDescription", "reportId", "fileId", "hash");
        var details = "<originalFileName>shape.png</originalFileName><fileViewedByEsp>true</fileViewedByEsp>"
                + "<originalFileHash hashType=\"MD5\">0123456789abcdef0123456789abcdef</originalFileHash>";
        assertThat(client.post("/ispws/fileinfo", XML, details(number, file.value("fileId"), details))
                        .code())
                .isZero();
        var done = client.finish(number);
        assertThat(done.xml().name()).isEqualTo("reportDoneResponse");
        assertThat(done.order()).containsExactly("responseCode", "responseDescription", "reportId", "files");
        assertThat(done.xml().child("files").orElseThrow().value("fileId")).hasValue(file.value("fileId"));

        var id = reportOf(number);
        var summary = reports.summary(id);
        assertThat(summary.door()).isEqualTo(Door.PROVIDER_XML);
        assertThat(summary.forms()).containsExactly(Form.GROOMING);
        assertThat(reports.facts(id).stream().map(fact -> fact.kind() + "=" + fact.value()))
                .contains(
                        FactKind.URGENT_BY_SENDER + "=YES",
                        FactKind.CHILD_AGE + "=13-15",
                        FactKind.VIEWED_BY_PROVIDER + "=YES",
                        FactKind.PUBLICLY_AVAILABLE + "=UNKNOWN",
                        FactKind.CHANNEL + "=WEB");
        assertThat(reports.readItems(analyst, id, "test").stream().map(item -> item.kind() + " " + item.value()))
                .contains(
                        ItemKind.FILE + " shape.png",
                        ItemKind.ADDRESS + " https://pictures.example/1?a=1&b=2",
                        ItemKind.ACCOUNT + " user-77",
                        ItemKind.NETWORK_ADDRESS + " 192.0.2.7 port=50123 at=2025-03-04T05:00:00Z event=Upload",
                        ItemKind.NETWORK_ADDRESS + " 2001:db8::7 event=Login",
                        ItemKind.FINGERPRINT + " MD5:0123456789abcdef0123456789abcdef");
        assertThat(reports.readNarrative(analyst, id, "test")).contains("a meeting is near", "told by the service");
        assertThat(reports.readNarrative(analyst, id, "test")).doesNotContain("Ada");
        assertThat(reports.readIdentity(analyst, id, "test")).containsValues("Ada", "13", "desk@service.example");
        assertThat(reports.readRaw(analyst, id, "test").bytes()).isEqualTo(utf8(raw));
    }

    private ReportId reportOf(long number) {
        return new ReportId(database.sql("SELECT report FROM gateway.intake WHERE number = :number")
                .param("number", number)
                .query(UUID.class)
                .single());
    }

    @Test
    void theSameBytesAgainFromARetryAreTheSameFile() {
        var number = client.open();
        var first = client.upload(number, utf8("the same noise"));
        var again = client.upload(number, utf8("the same noise"));
        assertThat(again.value("fileId")).isEqualTo(first.value("fileId"));
        assertThat(again.value("hash")).isEqualTo(first.value("hash"));
        assertThat(GatewayFixture.filesKept(database, client))
                .as("the second copy is dropped")
                .isEqualTo(1);
        assertThat(client.finish(number).xml().child("files").orElseThrow().children())
                .hasSize(1);
    }

    @Test
    void anUploadWithABadIdLeavesNoFileBehindWhicheverPartCameFirst() {
        for (var id : java.util.List.of("1", "nonsense", "")) {
            var idFirst = GatewayFixture.multipart("edge", id, "noise.bin", utf8("noise before " + id));
            assertThat(client.post("/ispws/upload", "multipart/form-data; boundary=edge", idFirst)
                            .code())
                    .isNotZero();
            var fileFirst =
                    utf8("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"n.bin\"\r\n\r\nnoise"
                            + "\r\n--edge\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n" + id
                            + "\r\n--edge--\r\n");
            assertThat(client.post("/ispws/upload", "multipart/form-data; boundary=edge", fileFirst)
                            .code())
                    .isNotZero();
        }
        assertThat(GatewayFixture.filesKept(database, client)).isZero();
        assertThat(client.upload(client.open(), utf8("noise of a good id")).code())
                .isZero();
        assertThat(GatewayFixture.filesKept(database, client)).isEqualTo(1);
    }

    @Test
    void aFinishWhoseAnswerWasLostIsAnsweredAsFinishedWithItsFilesAndMakesNoSecondReport() {
        var number = client.open();
        var file = client.upload(number, utf8("noise of a lost answer")).value("fileId");
        client.finish(number);
        var again = client.finish(number);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.code()).isEqualTo(5102);
        assertThat(again.xml().child("files").orElseThrow().value("fileId")).hasValue(file);
        assertThat(again.value("reportId")).isEqualTo(String.valueOf(number));
        node.settle();
        assertThat(database.sql("SELECT count(*) FROM report.report WHERE source_key = :key")
                        .param("key", "ispws:" + number)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void detailsOfAFileAreTakenOnceAndTheSameOnesAgainChangeNothing() {
        var number = client.open();
        var file = client.upload(number, utf8("noise with details")).value("fileId");
        var told = details(number, file, "<publiclyAvailable>false</publiclyAvailable>");
        assertThat(client.post("/ispws/fileinfo", XML, told).code()).isZero();
        assertThat(client.post("/ispws/fileinfo", XML, told).code()).isZero();
        var other = details(number, file, "<publiclyAvailable>true</publiclyAvailable>");
        assertThat(client.post("/ispws/fileinfo", XML, other).code()).isEqualTo(4000);
    }

    @Test
    void aRetractedReportIsGoneForItsSenderAndTakesNothingMore() {
        var number = client.open();
        assertThat(client.retract(number).code()).isZero();
        assertThat(client.retract(number).code()).isEqualTo(5101);
        assertThat(client.upload(number, utf8("late")).code()).isEqualTo(5101);
        assertThat(client.finish(number).code()).isEqualTo(5101);
    }

    @Test
    void theReportOfAnotherProviderDoesNotExist() {
        var number = client.open();
        var other = GatewayFixture.newProvider(node, providers);
        assertThat(other.upload(number, utf8("intruder")).code()).isEqualTo(5001);
        assertThat(other.finish(number).code()).isEqualTo(5001);
        assertThat(other.retract(number).code()).isEqualTo(5001);
        assertThat(other.post("/ispws/fileinfo", XML, details(number, "a".repeat(32), ""))
                        .code())
                .isEqualTo(5001);
        assertThat(client.finish(number).code()).isZero();
    }

    @Test
    void aBatchedReportWithTwoFilesFailsAtFinishAndCanOnlyBeRetracted() {
        var number = client.open(document("")
                .replace("<incidentSummary>", "<batchedReport reason=\"VIRAL_POTENTIAL_MEME\"/><incidentSummary>")
                .replaceAll("<internetDetails>.*</internetDetails>", ""));
        client.upload(number, utf8("one"));
        client.upload(number, utf8("two"));
        var answer = client.finish(number);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(4100);
        assertThat(answer.xml().name()).isEqualTo("reportDoneResponse");
        assertThat(client.retract(number).code()).isZero();
    }

    @Test
    void whatABatchedReportMayNotHoldIsNamed() {
        var batched = document("")
                .replace("<incidentSummary>", "<batchedReport reason=\"VIRAL_POTENTIAL_MEME\"/><incidentSummary>");
        var answer = client.post("/ispws/submit", XML, batched);
        assertThat(answer.code()).isEqualTo(4100);
        assertThat(answer.value("responseDescription")).contains("internetDetails");
    }

    @Test
    void theCrossRulesOfFileDetailsHold() {
        var number = client.open();
        var file = client.upload(number, utf8("cross")).value("fileId");
        for (var more : List.of(
                "<exifViewedByEsp>true</exifViewedByEsp>",
                "<fileRelevance>Supplemental Reported</fileRelevance><industryClassification>A1</industryClassification>",
                "<fileRelevance>Supplemental Reported</fileRelevance><potentialMeme/>")) {
            assertThat(client.post("/ispws/fileinfo", XML, details(number, file, more))
                            .code())
                    .isEqualTo(4100);
        }
    }

    @Test
    void wrongLoginIsAuthenticationRequired() {
        var stranger =
                new GatewayFixture(node, new Credentials(client.credentials().username(), "guess"));
        var answer = stranger.get("/ispws/status");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(2000);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void everyCodeOfTheTableIsReachable() {
        var number = client.open();
        var inactive = GatewayFixture.newProvider(node, providers);
        database.sql("UPDATE gateway.provider SET active = false WHERE username = :username")
                .param("username", inactive.credentials().username())
                .update();
        assertThat(client.get("/ispws/status").code()).isZero();
        assertThat(client.get("/ispws/nothing").code()).isEqualTo(1210);
        assertThat(inactive.get("/ispws/status").code()).isEqualTo(3000);
        assertThat(inactive.post("/ispws/submit", XML, document("")).code()).isEqualTo(3100);
        assertThat(inactive.finish(number).code()).isEqualTo(3300);
        assertThat(client.get("/ispws/submit").code()).isEqualTo(4000);
        assertThat(client.post("/ispws/submit", XML, document("<x/>")).code()).isEqualTo(4100);
        assertThat(client.post("/ispws/submit", XML, "<report>").code()).isEqualTo(4110);
        assertThat(client.upload(number, new byte[0]).code()).isEqualTo(4200);
        assertThat(client.post("/ispws/upload", "multipart/form-data; boundary=b", "--b\r\n")
                        .code())
                .isEqualTo(1110);
        assertThat(client.finish(1L).code()).isEqualTo(5001);
        assertThat(client.post("/ispws/fileinfo", XML, details(number, "a".repeat(32), ""))
                        .code())
                .isEqualTo(5002);
        client.retract(number);
        assertThat(client.retract(number).code()).isEqualTo(5101);
        var other = client.open();
        client.finish(other);
        assertThat(client.retract(other).code()).isEqualTo(5102);
        assertThat(new GatewayFixture(node, new Credentials("p", "q"))
                        .get("/ispws/status")
                        .code())
                .isEqualTo(2000);
    }

    @Test
    void whatFailsHereHasTheCodeOfItsCall() {
        assertThat(IspwsRefusals.failureOf("submit").number()).isEqualTo(1100);
        assertThat(IspwsRefusals.failureOf("upload").number()).isEqualTo(1111);
        assertThat(IspwsRefusals.failureOf("finish").number()).isEqualTo(1300);
        assertThat(IspwsRefusals.failureOf("status").number()).isEqualTo(1000);
        var busy = Refusal.withStatus(503, "busy", "later");
        assertThat(IspwsRefusals.code(busy, "submit").number()).isEqualTo(1100);
        var large = Refusal.withStatus(413, "file-too-large", "large");
        assertThat(IspwsRefusals.code(large, "upload").number()).isEqualTo(1111);
    }
}
