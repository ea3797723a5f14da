package org.egide.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.report.FileStore;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Canary strings go in through every door; then the database, all files and the log are searched for them (S1). */
@EgideTest
@ExtendWith(OutputCaptureExtension.class)
final class CanaryTest {
    private final TestNode node;
    private final JdbcClient database;
    private final Reports reports;
    private final FileStore files;
    private final Providers providers;
    private final Desks desks;
    private final People people;
    private final List<String> canaries = new ArrayList<>();
    private String login = "";

    CanaryTest(
            TestNode node,
            JdbcClient database,
            Reports reports,
            FileStore files,
            Providers providers,
            Desks desks,
            People people) {
        this.node = node;
        this.database = database;
        this.reports = reports;
        this.files = files;
        this.providers = providers;
        this.desks = desks;
        this.people = people;
    }

    @Test
    void S1_nothingThatWasToldIsFoundInClear(CapturedOutput log) throws Exception {
        // The public doors open only with somebody to receive (R42.3).
        people.create("Invented Supervisor", desks.receiving().id(), java.util.Set.of(Role.SUPERVISOR));
        throughTheJsonDoor();
        throughTheProvidersDoor();
        throughThePublicForm();
        throughWhatCannotBeRead();
        files.keep(
                new ByteArrayInputStream(canary().repeat(50).getBytes(StandardCharsets.UTF_8)), Actor.system("test"));
        aPersonReadsAndHandles();
        node.settle();

        assertThat(canaries).hasSizeGreaterThan(12);
        var dump = dump();
        var stored = bytesOnDisk();
        for (var canary : canaries) {
            assertThat(dump).doesNotContain(canary);
            assertThat(stored).doesNotContain(canary);
            assertThat(log.getAll()).doesNotContain(canary);
        }
    }

    @Test
    void S1_theSearchWouldFindOne() throws Exception {
        var planted = "planted-" + UUID.randomUUID();
        database.sql("CREATE TABLE public.canary_proof (text text)").update();
        database.sql("INSERT INTO public.canary_proof VALUES (:text)")
                .param("text", planted)
                .update();
        assertThat(dump()).contains(planted);
        assertThat(bytesOnDisk()).contains(planted);
        database.sql("DROP TABLE public.canary_proof").update();
    }

    private String canary() {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        canaries.add(canary);
        return canary;
    }

    private void throughTheJsonDoor() throws Exception {
        var body = """
                {"forms":["GROOMING"],"narrative":"%s","reporter":{"name":"%s","email":"%s@mail.example"},
                 "items":[{"kind":"ADDRESS","value":"https://pictures.example/%s"},{"kind":"ACCOUNT","value":"%s"}],
                 "unknownField":"%s"}
                """.formatted(canary(), canary(), canary(), canary(), canary(), canary());
        var answer = send(login("/api/v1/reports")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private void throughTheProvidersDoor() throws Exception {
        var body = """
                <?xml version="1.0" encoding="UTF-8"?>
                <report><incidentSummary><incidentType>Child Sex Trafficking</incidentType>
                <incidentDateTime>2026-01-02T03:04:05Z</incidentDateTime></incidentSummary>
                <internetDetails><webPageIncident><url>https://pictures.example/%s</url></webPageIncident></internetDetails>
                <reporter><reportingPerson><firstName>%s</firstName><email>%s@mail.example</email></reportingPerson></reporter>
                <additionalInfo>%s</additionalInfo></report>
                """.formatted(canary(), canary(), canary(), canary());
        var answer = send(login("/ispws/submit")
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.body()).contains("<responseCode>0</responseCode>");
        var id = answer.body().replaceAll("(?s).*<reportId>(\\d+)</reportId>.*", "$1");
        var done = send(login("/ispws/finish")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("id=" + id))
                .build());
        assertThat(done.body()).contains("<responseCode>0</responseCode>");
    }

    private void throughThePublicForm() throws Exception {
        var body = "key=" + UUID.randomUUID() + "&shown=0&danger=NO&form=ABUSE_MATERIAL&links="
                + URLEncoder.encode("https://pictures.example/" + canary(), StandardCharsets.UTF_8)
                + "&words=" + canary() + "&reach=" + canary() + "%40mail.example";
        var answer = send(HttpRequest.newBuilder(node.url("/en/report"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private void throughWhatCannotBeRead() throws Exception {
        var malformed = send(login("/api/v1/reports")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString("{\"narrative\":\"" + canary()))
                .build());
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body()).doesNotContain(canaries.getLast());
        var xml = send(login("/ispws/submit")
                .POST(HttpRequest.BodyPublishers.ofString("<report><a>" + canary() + "</b>"))
                .build());
        assertThat(xml.body()).contains("4110");
    }

    private void aPersonReadsAndHandles() {
        var analyst = people.create(
                "Invented Analyst", desks.receiving().id(), java.util.Set.of(Role.ANALYST, Role.SUPERVISOR));
        for (var unread : reports.unread(analyst)) {
            reports.readUnread(analyst, unread.id(), "sorting");
            reports.handleUnread(analyst, unread.id(), canary());
        }
    }

    private HttpRequest.Builder login(String path) {
        if (login.isEmpty()) {
            var made = providers.create("Invented provider " + UUID.randomUUID(), ProviderKind.values()[0]);
            login = made.username() + ":" + made.password();
        }
        return HttpRequest.newBuilder(node.url(path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return node.http().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Every row of every table as text, with bytes shown as text too. */
    private String dump() {
        var dump = new StringBuilder();
        var tables = database.sql("""
                        SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                        FROM information_schema.tables
                        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
                        """).query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(25);
        for (var table : tables) {
            database.sql("SET bytea_output = 'escape'").update();
            dump.append(String.join(
                    "\n",
                    database.sql("SELECT t::text FROM " + table + " t")
                            .query(String.class)
                            .list()));
        }
        database.sql("SET bytea_output = 'hex'").update();
        return dump.toString();
    }

    private String bytesOnDisk() throws IOException {
        var all = new StringBuilder();
        try (var walk = Files.walk(node.data())) {
            for (var file : walk.filter(Files::isRegularFile)
                    .filter(CanaryTest::holdsData)
                    .toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static boolean holdsData(Path file) {
        return !file.toString().contains("/binaries-");
    }
}
