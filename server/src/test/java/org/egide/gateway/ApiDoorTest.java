package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.gateway.GatewayFixture.JSON;
import static org.egide.gateway.GatewayFixture.send;
import static org.egide.gateway.GatewayFixture.utf8;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.egide.platform.Transaction;
import org.egide.report.Door;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.ReportId;
import org.egide.report.ReportProgressed;
import org.egide.report.Reports;
import org.egide.report.StatusChanged;
import org.egide.report.Step;
import org.egide.report.StepsTaken;
import org.egide.report.Unread;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The JSON door: receipts, keys, files, status, outcomes, and what hostile senders try. */
@EgideTest
final class ApiDoorTest {
    private static final String SPARSE = "{\"forms\":[\"GROOMING\"]}";

    private final TestNode node;
    private final Providers providers;
    private final Reports reports;
    private final Transaction transaction;
    private final ApplicationEventPublisher events;
    private final SettableClock clock;
    private final JdbcClient database;
    private final Person analyst;
    private GatewayFixture client;

    ApiDoorTest(
            TestNode node,
            Providers providers,
            Reports reports,
            Transaction transaction,
            ApplicationEventPublisher events,
            SettableClock clock,
            JdbcClient database,
            Desks desks,
            People people) {
        this.node = node;
        this.providers = providers;
        this.reports = reports;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        this.database = database;
        this.analyst = people.create("Api Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
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

    @Test
    void theReportsAddressTakesPostsOnly() {
        for (var method : List.of("GET", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            var answer = send(
                    node.http(),
                    client.request("/api/v1/reports")
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build());
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.json().path("code").asString()).as(method).isEqualTo("wrong-method");
        }
    }

    @Test
    void aReportIsTakenInAsItWasToldAndTheAnswerSaysWhatWouldHelp() {
        var sent = """
                {"forms":["ABUSE_MATERIAL"],"acts":["DISTRIBUTING"],"facts":{"CHILD_AGE":"13-15","URGENT_BY_SENDER":"YES",
                 "MATERIAL":"KNOWN","FUTURE":"X"},"narrative":"Told in words.","language":"fr","tomorrow":{"a":[1]},
                 "items":[{"kind":"ADDRESS","value":"https://pictures.example/7","seen":true},
                          {"kind":"NETWORK_ADDRESS","value":"192.0.2.7","port":50123,"at":"2025-03-04T05:06:07Z","event":"Upload"}],
                 "reporter":{"email":"desk@service.example"}}""";
        var answer = client.report("key-1", sent);
        assertThat(answer.status()).isEqualTo(201);
        var told = answer.json();
        assertThat(told.path("ignored").valueStream().map(name -> name.asString()))
                .containsExactlyInAnyOrder("tomorrow", "facts.MATERIAL", "facts.FUTURE", "items[0].seen");
        assertThat(told.path("quality").path("completeness").asInt()).isEqualTo(75);
        assertThat(told.path("quality").path("missing").valueStream().map(name -> name.asString()))
                .containsExactly("material", "viewedByProvider", "publiclyAvailable");

        var id = ReportId.of(told.path("id").asString());
        assertThat(told.path("status").asString()).isEqualTo("/api/v1/reports/" + id);
        var summary = reports.summary(id);
        assertThat(summary.reference()).isEqualTo(told.path("reference").asString());
        assertThat(summary.door()).isEqualTo(Door.PARTNER_JSON);
        assertThat(summary.language().code()).isEqualTo("fr");
        assertThat(summary.forms()).containsExactly(Form.ABUSE_MATERIAL);
        assertThat(reports.facts(id).stream().map(fact -> fact.kind())).doesNotContain(FactKind.MATERIAL);
        assertThat(reports.readItems(analyst, id, "test").stream().map(item -> item.value()))
                .containsExactly(
                        "https://pictures.example/7", "192.0.2.7 port=50123 at=2025-03-04T05:06:07Z event=Upload");
        assertThat(reports.readIdentity(analyst, id, "test")).containsEntry("reporter.email", "desk@service.example");
        assertThat(reports.readRaw(analyst, id, "test").bytes()).isEqualTo(utf8(sent));
    }

    @Test
    void theSameKeyAgainIsTheSameReport() {
        var first = client.report("key-2", SPARSE);
        var again = client.report("key-2", SPARSE);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        var other = GatewayFixture.newProvider(node, providers).report("key-2", SPARSE);
        assertThat(other.json().path("id")).isNotEqualTo(first.json().path("id"));
    }

    @Test
    void aProviderSeesTheStatusOfItsOwnReportsAndOfNoOther() {
        var id = client.report("key-3", SPARSE).json().path("id").asString();
        var status = client.get("/api/v1/reports/" + id).json();
        assertThat(status.path("steps").path(0).path("step").asString()).isEqualTo("RECEIVED");
        assertThat(status.path("steps").path(0).path("day").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
        var other = GatewayFixture.newProvider(node, providers);
        var refused = other.get("/api/v1/reports/" + id);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body())
                .isEqualTo(other.get("/api/v1/reports/" + UUID.randomUUID()).body());
        assertThat(client.get("/api/v1/reports/nonsense").status()).isEqualTo(404);
    }

    @Test
    void outcomesGoBackToTheSenderAloneAndOnlyOnce() {
        var json = ReportId.of(client.report("key-4", SPARSE).json().path("id").asString());
        transaction.run(() -> events.publishEvent(
                new ReportProgressed(json, Step.ASSESSED_UNLAWFUL, "test:" + json, "", clock.instant())));
        transaction.run(() -> events.publishEvent(
                new ReportProgressed(json, Step.IN_HANDS, "test:hands:" + json, "", clock.instant())));
        node.settle();
        var first = client.get("/api/v1/outcomes").json();
        assertThat(first.path("outcomes").size()).isOne();
        assertThat(first.path("outcomes").path(0).path("report").asString()).isEqualTo(json.toString());
        assertThat(first.path("outcomes").path(0).path("step").asString()).isEqualTo("ASSESSED_UNLAWFUL");
        var next = client.get("/api/v1/outcomes?since=" + first.path("next").asString())
                .json();
        assertThat(next.path("outcomes").size()).isZero();
        assertThat(next.path("next")).isEqualTo(first.path("next"));
        assertThat(GatewayFixture.newProvider(node, providers)
                        .get("/api/v1/outcomes")
                        .json()
                        .path("outcomes")
                        .size())
                .isZero();
        assertThat(client.get("/api/v1/outcomes?since=yesterday")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("bad-since");
    }

    @Test
    void outcomesOfReportsOfTheXmlDoorGoBackToo() {
        var number = client.open();
        client.finish(number);
        var provider = providers
                .check(client.credentials().username(), client.credentials().password())
                .orElseThrow();
        var report = reportOf(number);
        assertThat(reports.statusBySource(provider.source(), report)).isPresent();
        transaction.run(() -> events.publishEvent(
                new ReportProgressed(report, Step.CLOSED, "test:" + report, "lawful", clock.instant())));
        node.settle();
        var outcome = client.get("/api/v1/outcomes").json().path("outcomes").path(0);
        assertThat(outcome.path("step").asString()).isEqualTo("CLOSED");
        assertThat(outcome.path("reason").asString()).isEqualTo("lawful");
    }

    @Test
    void aReportIsNeverToldAsClosedBeforeWhatClosedItWhateverIsHeardFirst() {
        var report =
                ReportId.of(client.report("key-order", SPARSE).json().path("id").asString());
        var now = clock.instant();
        var gone = new ReportProgressed(report, Step.ALL_COPIES_GONE, "test.1:" + report, "", now);
        var closed = new ReportProgressed(report, Step.CLOSED, "test.2:" + report, "all-gone", now);
        transaction.run(() -> events.publishEvent(new StepsTaken(java.util.List.of(gone, closed))));
        node.settle();
        assertThat(toldSteps()).containsExactly("ALL_COPIES_GONE", "CLOSED");

        database.sql("DELETE FROM gateway.outcome WHERE report = :report")
                .param("report", report.value())
                .update();
        for (var heard : java.util.List.of(closed, gone)) {
            transaction.run(() -> events.publishEvent(changed(heard)));
            node.settle();
        }
        assertThat(toldSteps()).containsExactly("ALL_COPIES_GONE", "CLOSED");
    }

    private StatusChanged changed(ReportProgressed step) {
        var summary = reports.summary(step.report());
        return new StatusChanged(
                step.report(),
                summary.desk(),
                summary.door(),
                summary.reporter(),
                step.step(),
                step.reason(),
                summary.accepted(),
                step.at());
    }

    private java.util.List<String> toldSteps() {
        return client.get("/api/v1/outcomes")
                .json()
                .path("outcomes")
                .valueStream()
                .map(outcome -> outcome.path("step").asString())
                .toList();
    }

    private ReportId reportOf(long number) {
        return new ReportId(database.sql("SELECT report FROM gateway.intake WHERE number = :number")
                .param("number", number)
                .query(UUID.class)
                .single());
    }

    @Test
    void aFileIsSentFirstAndBelongsToOneReportOfItsSender() {
        var sent =
                client.post("/api/v1/files", "application/octet-stream", utf8("generated noise " + UUID.randomUUID()));
        assertThat(sent.status()).isEqualTo(201);
        var file = sent.json().path("file").asString();
        assertThat(sent.json().path("sha256").asString()).matches("[0-9a-f]{64}");
        var naming = "{\"items\":[{\"kind\":\"FILE\",\"file\":\"" + file + "\",\"value\":\"noise.bin\"}]}";
        var other = GatewayFixture.newProvider(node, providers);
        assertThat(other.report("key-5", naming).json().path("code").asString()).isEqualTo("unknown-file");
        assertThat(client.report("key-5", naming).status()).isEqualTo(201);
        assertThat(client.report("key-5", naming).status()).isEqualTo(200);
        assertThat(client.report("key-6", naming).json().path("code").asString())
                .isEqualTo("unknown-file");
        assertThat(client.report("key-7", naming.replace(file, "nonsense"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("invalid-json");
    }

    @Test
    void theSameFileAgainBeforeAReportNamesItHasTheSameId() {
        var noise = utf8("noise " + UUID.randomUUID());
        var one = client.post("/api/v1/files", "application/octet-stream", noise)
                .json()
                .path("file");
        var parts = GatewayFixture.multipart("edge", "0", "noise.bin", noise);
        var two = client.post("/api/v1/files", "multipart/form-data; boundary=edge", parts)
                .json()
                .path("file");
        assertThat(two).isEqualTo(one);
        assertThat(GatewayFixture.filesKept(database, client))
                .as("the second copy is dropped")
                .isEqualTo(1);
        assertThat(client.post("/api/v1/files", "application/octet-stream", new byte[0])
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("empty-file");
        assertThat(client.post("/api/v1/files", "multipart/form-data; boundary=edge", "--edge--\r\n")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("no-file");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsCodeAndKeptUnderAnId() {
        var cases = new TreeMap<String, Map.Entry<String, byte[]>>(Map.of(
                "cut", Map.entry("malformed-json", utf8("{\"forms\":[")),
                "not json", Map.entry("malformed-json", utf8("<report/>")),
                "trailing", Map.entry("malformed-json", utf8(SPARSE + "{}")),
                "twice", Map.entry("malformed-json", utf8("{\"narrative\":\"a\",\"narrative\":\"b\"}")),
                "deep", Map.entry("malformed-json", utf8("[".repeat(5_000) + "]".repeat(5_000))),
                "long number", Map.entry("malformed-json", utf8("{\"x\":" + "9".repeat(5_000) + "}")),
                "not utf-8", Map.entry("bad-encoding", new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}),
                "no object", Map.entry("invalid-json", utf8("[1]")),
                "unknown form", Map.entry("invalid-json", utf8("{\"forms\":[\"OTHER\"]}")),
                "nothing told", Map.entry("invalid-json", utf8("{}"))));
        cases.forEach((name, wanted) -> {
            var answer = client.report("key-" + name, wanted.getValue());
            assertThat(answer.status()).as(name).isEqualTo(400);
            assertThat(answer.json().path("code").asString()).as(name).isEqualTo(wanted.getKey());
            assertThat(answer.json().path("kept").asBoolean()).as(name).isTrue();
            var kept = UUID.fromString(answer.json().path("id").asString());
            assertThat(reports.readUnread(analyst, kept, "test").bytes())
                    .as(name)
                    .isEqualTo(wanted.getValue());
            assertThat(answer.body()).doesNotContain("Exception", "at org.");
        });
    }

    @Test
    void anInvalidFieldIsNamed() {
        assertThat(client.report("k", "{\"forms\":[\"GROOMING\",7]}")
                        .json()
                        .path("title")
                        .asString())
                .contains("forms[1]");
        assertThat(client.report("k", "{\"forms\":\"GROOMING\"}")
                        .json()
                        .path("title")
                        .asString())
                .contains("forms");
        assertThat(client.report("k", "{\"facts\":{\"CHILD_AGE\":\"14\"}}")
                        .json()
                        .path("title")
                        .asString())
                .contains("facts.CHILD_AGE");
        assertThat(client.report("k", "{\"items\":[{\"kind\":\"ADDRESS\"}]}")
                        .json()
                        .path("title")
                        .asString())
                .contains("items[0].value");
        assertThat(client.report("k", "{\"narrative\":[]}").json().path("title").asString())
                .contains("narrative");
        assertThat(client.report("k", "{\"reporter\":{\"a\":[]}}")
                        .json()
                        .path("title")
                        .asString())
                .contains("reporter.a");
    }

    @Test
    void anOversizedReportIsRefusedAndItsBeginningKept() {
        var large = utf8("{\"narrative\":\"" + "x".repeat(10_000_000) + "\"}");
        var answer = client.report("large", large);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("code").asString()).isEqualTo("too-large");
        var kept = UUID.fromString(answer.json().path("id").asString());
        assertThat(reports.readUnread(analyst, kept, "test").bytes()).isEqualTo(Arrays.copyOf(large, 256 * 1024));
    }

    @Test
    void withoutAKeyNothingIsTakenInAndTheBytesAreKeptOnce() {
        var one = client.post("/api/v1/reports", JSON, SPARSE);
        var two = client.post("/api/v1/reports", JSON, SPARSE);
        assertThat(one.json().path("code").asString()).isEqualTo("idempotency-key-needed");
        assertThat(two.json().path("id")).isEqualTo(one.json().path("id"));
        assertThat(client.report("k".repeat(201), SPARSE).status()).isEqualTo(400);
        assertThat(reports.unread(analyst).stream().map(Unread::reason)).containsOnly("idempotency-key-needed");
    }

    @Test
    void theContentTypeDoesNotMatterAndAWrongLoginIsRefused() {
        var plain = send(
                node.http(),
                client.request("/api/v1/reports")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Idempotency-Key", "plain")
                        .POST(HttpRequest.BodyPublishers.ofString(SPARSE))
                        .build());
        assertThat(plain.status()).isEqualTo(201);
        var stranger =
                new GatewayFixture(node, new Credentials(client.credentials().username(), "guess"));
        var refused = stranger.report("k", SPARSE);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("code").asString()).isEqualTo("sign-in-needed");
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }
}
