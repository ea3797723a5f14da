package org.egide.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.egide.EgideApplication;
import org.egide.audit.AuditVerifier;
import org.egide.gateway.Credentials;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.platform.Node;
import org.egide.platform.Settings;
import org.egide.platform.database.PrivatePostgres;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole server on a PostgreSQL that is not its own: a database of another name, owned by an ordinary role of another name, reached
 * by nothing but the three settings of the operator. (The server there is of the version that Egide carries.)
 */
final class ExternalDatabaseTest {
    private static final String BODY =
            "{\"forms\":[\"ABUSE_MATERIAL\"],\"narrative\":\"invented words of the harbour\",\"items\":[{\"kind\":\"ADDRESS\","
                    + "\"value\":\"https://pictures.example/harbour\"}]}";
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder = Path.of("");

    private static PrivatePostgres elsewhere;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void aServerOfSomebodyElse() throws IOException, SQLException {
        var home = folder.resolve("elsewhere");
        elsewhere = PrivatePostgres.start(home, org.egide.platform.database.Settings.smallMachine());
        var administrator =
                Files.readString(home.resolve("administrator-password")).strip();
        try (var connection = DriverManager.getConnection(url("postgres"), "postgres", administrator);
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE ROLE hotline LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE registry OWNER hotline");
        }
    }

    @AfterAll
    static void itEndsToo() {
        elsewhere.close();
    }

    private static String url(String database) {
        return elsewhere.jdbcUrl().replaceFirst("/egide\\?", "/" + database + "?");
    }

    private static Map<String, String> environment(String password) {
        return Map.of(
                "EGIDE_DATA",
                folder.resolve("node").toString(),
                "EGIDE_PORT",
                String.valueOf(TestNode.freePort()),
                "EGIDE_JOB_SECONDS",
                "1",
                "EGIDE_DATABASE_URL",
                url("registry"),
                "EGIDE_DATABASE_USER",
                "hotline",
                "EGIDE_DATABASE_PASSWORD",
                password);
    }

    @Test
    void aReportTakenInOnAnExternalDatabaseIsSealedAuditedAndStillThereForTheNextProcess() {
        var settings = Settings.load(environment(PASSWORD));
        Credentials login;
        String id;
        try (var node = Node.serve(settings, EgideApplication.class)) {
            theRoleIsAnOrdinaryOne(node);
            login = node.getBean(Providers.class).create("Invented provider", ProviderKind.SOCIAL_MEDIA);
            var taken = send(settings, login);
            assertThat(taken.statusCode()).isEqualTo(201);
            id = JSON.readTree(taken.body()).get("id").asString();
            nothingIsStoredInClear(node, id);
        }
        var next = Settings.load(environment(PASSWORD));
        try (var node = Node.serve(next, EgideApplication.class)) {
            var again = send(next, login);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(again.body()).get("id").asString()).isEqualTo(id);
            aPersonReadsItAndTheReadingIsAudited(node, ReportId.of(id));
            everyChainHolds(node);
        }
        assertThat(folder.resolve("node/postgres")).as("a private database").doesNotExist();
    }

    @Test
    void aWrongPasswordStopsTheStartAndIsNotRepeated() {
        var settings = Settings.load(environment("a-wrong-password"));
        assertThatThrownBy(() -> Node.serve(settings, EgideApplication.class).close())
                .satisfies(failure -> {
                    for (Throwable next = failure; next != null; next = next.getCause()) {
                        assertThat(String.valueOf(next.getMessage())).doesNotContain("a-wrong-password");
                    }
                })
                .hasRootCauseInstanceOf(SQLException.class);
    }

    private static void theRoleIsAnOrdinaryOne(ApplicationContext node) {
        var database = node.getBean(JdbcClient.class);
        assertThat(database.sql("""
                                SELECT current_user || ' of ' || current_database() || ': ' || (rolsuper OR rolcreatedb OR rolcreaterole
                                    OR rolreplication OR rolbypassrls) FROM pg_roles WHERE rolname = current_user
                                """).query(String.class).single()).isEqualTo("hotline of registry: false");
        assertThat(database.sql("SELECT count(*) FROM flyway_schema_history WHERE NOT success")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private HttpResponse<String> send(Settings settings, Credentials login) {
        var text = login.username() + ":" + login.password();
        var request = HttpRequest.newBuilder(URI.create(settings.publicUrl() + "/api/v1/reports"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "first-1")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void nothingIsStoredInClear(ApplicationContext node, String id) {
        var row = node.getBean(JdbcClient.class)
                .sql("SELECT encode(raw, 'escape') || encode(narrative, 'escape') || encode(items, 'escape') || r::text"
                        + " FROM report.report r WHERE id = :id")
                .param("id", UUID.fromString(id))
                .query(String.class)
                .single();
        assertThat(row).contains(id).doesNotContain("harbour").doesNotContain("686172626f7572");
    }

    private static void aPersonReadsItAndTheReadingIsAudited(ApplicationContext node, ReportId report) {
        var home = node.getBean(Desks.class).receiving().id();
        var person = node.getBean(People.class).create("Invented Analyst", home, Set.of(Role.ANALYST));
        var read = node.getBean(Reports.class).readRaw(person, report, "checking the move");
        assertThat(new String(read.bytes(), StandardCharsets.UTF_8)).isEqualTo(BODY);
        assertThat(node.getBean(JdbcClient.class)
                        .sql("SELECT action FROM audit.record WHERE subject = :subject AND details LIKE :reason")
                        .param("subject", "report:" + report)
                        .param("reason", "%checking the move%")
                        .query(String.class)
                        .list())
                .containsExactly("report.raw-read");
    }

    private static void everyChainHolds(ConfigurableApplicationContext node) {
        var findings = node.getBean(AuditVerifier.class).verify();
        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.intact()).as(finding.sentence()).isTrue());
        assertThat(findings.stream().mapToLong(AuditVerifier.Finding::rows).sum())
                .isGreaterThan(3);
        var database = node.getBean(JdbcClient.class);
        assertThatThrownBy(() -> database.sql("DELETE FROM audit.record").update())
                .isInstanceOf(DataAccessException.class);
    }
}
