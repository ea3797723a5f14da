package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.gateway.GatewayFixture.XML;
import static org.egide.gateway.GatewayFixture.document;
import static org.egide.gateway.GatewayFixture.utf8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.egide.report.Door;
import org.egide.report.FileId;
import org.egide.report.FileStore;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What hostile senders try at the XML door: a clear refusal with a stable code, never a failure of ours. */
@EgideTest
final class HostileXmlTest {
    private final Reports reports;
    private final Person analyst;
    private final JdbcClient database;
    private final FileStore files;
    private final GatewayFixture client;

    HostileXmlTest(
            TestNode node,
            Providers providers,
            Reports reports,
            JdbcClient database,
            FileStore files,
            Desks desks,
            People people) {
        this.reports = reports;
        this.analyst = people.create("Hostile Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        this.database = database;
        this.files = files;
        this.client = GatewayFixture.newProvider(node, providers);
    }

    private static String inside(String doctype, String reference) {
        return document("<platform>" + reference + "</platform>").replace("?>\n<report", "?>\n" + doctype + "<report");
    }

    @AfterEach
    void nothingIsLeftWaiting() {
        GatewayFixture.settleUnread(reports, analyst);
    }

    @Test
    void noDocumentTypeNoEntityAndNothingFromOutsideIsTaken() {
        var attacks = new TreeMap<String, String>(Map.of(
                "external entity", inside("<!DOCTYPE report [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>", "&x;"),
                "external over http", inside("<!DOCTYPE report [<!ENTITY x SYSTEM \"http://127.0.0.1:1/\">]>", "&x;"),
                "parameter entity", inside("<!DOCTYPE report [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]>", ""),
                "billion laughs",
                        inside(
                                "<!DOCTYPE report [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
                                "&d;&d;&d;&d;"),
                "external subset", inside("<!DOCTYPE report SYSTEM \"http://127.0.0.1:1/x.dtd\">", ""),
                "undeclared entity", inside("", "&nothing;"),
                "deep nesting", document("<a>".repeat(5_000) + "</a>".repeat(5_000)),
                "no end", document("").replace("</report>", ""),
                "two roots", document("") + "<report/>",
                "a zero character", inside("", "&#0;")));
        attacks.forEach((name, attack) -> {
            var answer = client.post("/ispws/submit", XML, attack);
            assertThat(answer.code()).as(name).isEqualTo(4110);
            assertThat(answer.status()).as(name).isEqualTo(400);
            assertThat(answer.body()).as(name).doesNotContain("Exception", "at org.", "aaaaaaaaaaaa");
        });
    }

    @Test
    void elementsThatAreNotOfTheFormatAreInvalidAndNamed() {
        for (var wrong : List.of(
                document("<unheardOf/>"),
                document("").replace("incidentDateTime>", "incidentDate>"),
                document("").replace("+01:00", ""),
                document("").replace("2025-03-04", "2999-03-04"),
                document("").replace("<email>desk@service.example</email>", ""),
                document("<platform>" + "x".repeat(257) + "</platform>"),
                document("<escalateToHighPriority>  </escalateToHighPriority>"),
                "<other/>")) {
            var answer = client.post("/ispws/submit", XML, wrong);
            assertThat(answer.code()).isEqualTo(4100);
            assertThat(answer.value("responseDescription")).contains("/");
        }
    }

    @Test
    void anOversizedDocumentIsRefusedAndItsBeginningKept() {
        var answer = client.post("/ispws/submit", XML, document("<platform>" + "x".repeat(10_000_000) + "</platform>"));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo(4000);
        assertThat(reports.unread(analyst))
                .filteredOn(kept -> kept.reason().equals("too-large") && kept.door() == Door.PROVIDER_XML)
                .singleElement()
                .satisfies(kept -> assertThat(
                                reports.readUnread(analyst, kept.id(), "test").bytes())
                        .hasSize(2 * 1024 * 1024));
    }

    @Test
    void everyCutOfAValidDocumentIsRefusedAsMalformed() {
        var whole = utf8(document("").strip());
        for (var length = 1; length < whole.length; length += 37) {
            assertThat(client.post("/ispws/submit", XML, Arrays.copyOf(whole, length))
                            .code())
                    .as("%s", length)
                    .isEqualTo(4110);
        }
    }

    @Test
    void otherEncodingsAreKeptAndRefused() {
        for (var encoded : List.of(
                document("").getBytes(StandardCharsets.UTF_16),
                new byte[] {(byte) 0xC0, (byte) 0xAF},
                new byte[] {'<', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '>'},
                new byte[] {0, 1, 2, 3})) {
            assertThat(client.post("/ispws/submit", XML, encoded).code()).isEqualTo(4110);
        }
        var marked = new ByteArrayOutputStream();
        marked.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marked.writeBytes(utf8(document("")));
        assertThat(client.post("/ispws/submit", XML, marked.toByteArray()).code())
                .isZero();
    }

    @Test
    void brokenMultipartBodiesAreRefusedWithoutAFailure() {
        var number = client.open();
        var whole = GatewayFixture.multipart("b", String.valueOf(number), "noise.bin", utf8("noise"));
        var tricks = new TreeMap<String, byte[]>(Map.of(
                "empty", new byte[0],
                "no boundary inside", utf8("noise"),
                "ends in the file", Arrays.copyOf(whole, whole.length - 20),
                "ends in the headers", Arrays.copyOf(whole, 40),
                "no id",
                        utf8(
                                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n"),
                "no file",
                        utf8("--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n" + number + "\r\n--b--\r\n"),
                "a large header",
                        utf8("--b\r\nContent-Disposition: form-data; name=\"" + "n".repeat(100_000)
                                + "\"\r\n\r\nx\r\n--b--\r\n"),
                "many parts",
                        utf8("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n".repeat(1_000)
                                + "--b--\r\n")));
        tricks.forEach((name, body) -> {
            var answer = client.post("/ispws/upload", "multipart/form-data; boundary=b", body);
            assertThat(answer.status()).as(name).isBetween(400, 499);
            assertThat(answer.code()).as(name).isIn(1110, 4000);
        });
        for (var type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"" + "b".repeat(5_000) + "\"",
                "multipart/mixed; boundary=other",
                "text/xml")) {
            assertThat(client.post("/ispws/upload", type, whole).status())
                    .as(type)
                    .isBetween(400, 499);
        }
    }

    @Test
    void aFileThatHoldsSomethingLikeTheBoundaryArrivesWhole() {
        var number = client.open();
        var noise = utf8("\r\n--edg\r\n--edge-not\r\n-\r\n--");
        var answer = client.upload(number, noise);
        assertThat(answer.code()).isZero();
        assertThat(answer.value("hash"))
                .isEqualTo(org.egide.fingerprint.ExactHashes.of(noise).md5());
    }

    @Test
    void aBombIsKeptAsBytesAndOnlyItsFingerprintIsRefused() throws IOException {
        var number = client.open();
        assertThat(client.upload(number, zipBomb()).code()).isZero();
        assertThat(client.upload(number, pictureBomb()).code()).isZero();
        var refusals = database
                .sql("SELECT file FROM gateway.intake_file WHERE intake = :intake ORDER BY ordinal")
                .param("intake", number)
                .query((row, place) -> row.getObject(1, java.util.UUID.class))
                .list()
                .stream()
                .map(file -> files.describe(org.egide.audit.Actor.system("test"), new FileId(file))
                        .unread())
                .toList();
        assertThat(refusals).hasSize(2).allSatisfy(reason -> assertThat(reason).isPresent());
        assertThat(client.finish(number).code()).isZero();
    }

    private static byte[] zipBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            for (var i = 0; i < 64; i++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        return bytes.toByteArray();
    }

    /** A PNG that says it has 60,000 x 60,000 pixels. */
    private static byte[] pictureBomb() {
        var header = java.nio.ByteBuffer.allocate(17)
                .put(utf8("IHDR"))
                .putInt(60_000)
                .putInt(60_000)
                .put(new byte[] {8, 2, 0, 0, 0});
        var crc = new java.util.zip.CRC32();
        crc.update(header.array());
        return java.nio.ByteBuffer.allocate(8 + 4 + 17 + 4)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header.array())
                .putInt((int) crc.getValue())
                .array();
    }

    @Test
    void noNumberOfAReportIsTakenForAnother() {
        for (var id : List.of("", "-1", "1e3", "0x10", "99999999999999999999", "1 OR 1=1", "١٢٣", "NaN")) {
            var answer = client.post("/ispws/finish", "application/x-www-form-urlencoded", "id=" + id);
            assertThat(answer.code()).as(id).isIn(4000, 5001);
        }
        assertThat(client.post("/ispws/retract", "application/x-www-form-urlencoded", "id=%zz")
                        .code())
                .isEqualTo(4000);
    }
}
