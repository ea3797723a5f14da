package org.egide.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever sends a priority, a score or a rule along with a report, at any of the four doors, changes nothing (R12). */
@EgideTest
final class ForgedPriorityTest {
    private static final List<String> NAMES = List.of(
            "priority", "score", "band", "by_rules", "urgency", "lane", "risk", "rules", "deadline", "triage", "P0");

    private final TestNode node;
    private final Providers providers;
    private final Reports reports;
    private final JdbcClient database;
    private final Person analyst;

    ForgedPriorityTest(
            TestNode node, Providers providers, Reports reports, JdbcClient database, Desks desks, People people) {
        this.node = node;
        this.providers = providers;
        this.reports = reports;
        this.database = database;
        this.analyst = people.create("Forgery Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
    }

    @AfterEach
    void nothingIsLeftWaiting() {
        GatewayFixture.settleUnread(reports, analyst);
    }

    /** Where a report stands and why, and what is known of it; the time is how long a person has. */
    private record Place(int band, int byRules, String rules, String time, String reasons, String facts) {}

    private Place place(UUID report) {
        return database.sql("""
                        SELECT q.band, q.by_rules, q.rules, (q.deadline - q.accepted_at)::text AS time, r.facts,
                            (SELECT string_agg(row || ':' || band, ',' ORDER BY row) FROM triage.reason
                             WHERE report = q.report) AS reasons
                        FROM triage.queue q JOIN report.report r ON r.id = q.report WHERE q.report = :report
                        """)
                .param("report", report)
                .query((row, number) -> new Place(
                        row.getInt("band"),
                        row.getInt("by_rules"),
                        row.getString("rules"),
                        row.getString("time"),
                        row.getString("reasons"),
                        row.getString("facts")))
                .single();
    }

    private Set<UUID> ids() {
        return new HashSet<>(
                database.sql("SELECT id FROM report.report").query(UUID.class).list());
    }

    /** Where the one report stands that came of this. */
    private Place told(Runnable telling) {
        var before = ids();
        telling.run();
        node.settle();
        var after = ids();
        after.removeAll(before);
        assertThat(after).hasSize(1);
        return place(after.iterator().next());
    }

    private static String fields(String value) {
        var fields = new StringBuilder();
        NAMES.forEach(name -> fields.append('&').append(name).append('=').append(value));
        return fields.toString();
    }

    private void posts(String path, String form) {
        var answer = GatewayFixture.send(
                node.http(),
                HttpRequest.newBuilder(node.url(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("key=" + UUID.randomUUID() + "&" + form))
                        .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0", "P4", "0", "4", "999"})
    void R12_aForgedPriorityChangesNothingOnTheChildsPath(String value) {
        var form = "step=send&who=ME&what=OFF&safe=ONLINE&age=13-15&wish=TALK";
        var honest = told(() -> posts("/en/talk", form));
        assertThat(told(() -> posts("/en/talk?priority=" + value, form + fields(value))))
                .isEqualTo(honest);
        assertThat(honest.band()).isEqualTo(2);
        assertThat(honest.reasons()).isNotBlank();
        assertThat(honest.rules()).isEqualTo("triage-2025.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0", "P4", "0", "4", "999"})
    void R12_aForgedPriorityChangesNothingOnThePublicForm(String value) {
        var form = "form=PROMOTION&words=Invented+words.&danger=NO";
        var honest = told(() -> posts("/en/report", form));
        assertThat(told(() -> posts("/en/report?band=" + value, form + fields(value))))
                .isEqualTo(honest);
        assertThat(honest.band()).isEqualTo(3);
        assertThat(honest.reasons()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"P0\"", "0", "{\"band\":0}", "\"P4\"", "4"})
    void R12_aForgedPriorityChangesNothingInAPartnersJson(String value) {
        var client = GatewayFixture.newProvider(node, providers);
        var plain = "\"forms\":[\"PROMOTION\"],\"narrative\":\"Invented words.\"";
        var forged = new StringBuilder();
        NAMES.forEach(name -> forged.append(",\"").append(name).append("\":").append(value));
        var facts = ",\"facts\":{\"PRIORITY\":\"P0\",\"BAND\":\"P0\",\"MATERIAL\":\"KNOWN\"}";
        var honest = told(() ->
                assertThat(client.report("honest", "{" + plain + "}").status()).isEqualTo(201));
        assertThat(told(() -> assertThat(client.report("forged", "{" + plain + forged + facts + "}")
                                .status())
                        .isEqualTo(201)))
                .isEqualTo(honest);
        assertThat(honest.band()).isEqualTo(3);
    }

    @Test
    void R12_aForgedPriorityChangesNothingInAProvidersXml() {
        var client = GatewayFixture.newProvider(node, providers);
        var honest = told(() -> client.finish(client.open(GatewayFixture.document(""))));
        var words = "<additionalInfo>priority=P0 band=0 score=999 URGENT</additionalInfo>";
        assertThat(told(() -> client.finish(client.open(GatewayFixture.document(
                        new WireWords()
                                .incidentTypes().stream().sorted().findFirst().orElseThrow(),
                        "",
                        words)))))
                .isEqualTo(honest);
        for (var name : NAMES) {
            var before = ids();
            var answer = client.post(
                    "/ispws/submit", GatewayFixture.XML, GatewayFixture.document("<" + name + ">P0</" + name + ">"));
            node.settle();
            assertThat(answer.code()).as(name).isNotZero();
            assertThat(ids()).isEqualTo(before);
        }
        assertThat(honest.reasons()).isNotBlank();
    }
}
