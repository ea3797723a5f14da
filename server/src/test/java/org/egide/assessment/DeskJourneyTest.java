package org.egide.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.fingerprint.ExactHashes;
import org.egide.fingerprints.FingerprintLists;
import org.egide.fingerprints.Hashes;
import org.egide.fingerprints.NewList;
import org.egide.fingerprints.PictureFixture;
import org.egide.report.FactKind;
import org.egide.report.FileStore;
import org.egide.report.Form;
import org.egide.report.NewItem;
import org.egide.report.NewReportFixture;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.DeskBrowser;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;

/** The desk as people and programs use it: over HTTP, with forms only. */
@EgideTest
final class DeskJourneyTest {
    private final Assessments assessments;
    private final FingerprintLists lists;
    private final Reports reports;
    private final FileStore files;
    private final TestNode node;
    private final Sessions sessions;
    private final Person one;
    private final Person two;
    private final Person supervisor;
    private final Person stranger;

    DeskJourneyTest(
            Assessments assessments,
            FingerprintLists lists,
            Reports reports,
            FileStore files,
            TestNode node,
            Sessions sessions,
            Desks desks,
            People people) {
        this.assessments = assessments;
        this.lists = lists;
        this.reports = reports;
        this.files = files;
        this.node = node;
        this.sessions = sessions;
        var desk = desks.receiving().id();
        this.one = people.create("Analyst one", desk, Set.of(Role.ANALYST));
        this.two = people.create("Analyst two", desk, Set.of(Role.ANALYST));
        this.supervisor = people.create("Supervisor", desk, Set.of(Role.SUPERVISOR));
        var other = desks.create(DeskKind.HELPLINE, "Other " + UUID.randomUUID());
        this.stranger = people.create("Elsewhere", other.id(), Set.of(Role.ANALYST));
    }

    private ReportId accept(NewReportFixture fixture) {
        var id = reports.accept(fixture.build()).report();
        node.settle();
        return id;
    }

    private DeskBrowser browser(Person person) {
        return DeskBrowser.signedIn(node, sessions.open(person.id()));
    }

    private static HttpResponse<String> post(DeskBrowser browser, String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("csrf", DeskBrowser.field(browser.get("/desk/lists"), "csrf"));
        return browser.post(path, all);
    }

    private static void goesTo(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(path);
    }

    private static Map<String, String> sheet() {
        return Map.of(
                "form",
                "ABUSE_MATERIAL",
                "act",
                "DISTRIBUTING",
                "means",
                "IMAGE",
                "depicts-child",
                "YES",
                "reality",
                "REAL",
                "explicit-activity",
                "YES",
                "sexual-parts",
                "NO",
                "purpose",
                "SEXUAL");
    }

    @Test
    void R8_2_aReportGoesFromTheQueueToItsOutcomeByFormsAlone() {
        var kept = files.keep(new ByteArrayInputStream(PictureFixture.picture(9_001)), Actor.system("test"));
        var report = accept(report().naming(NewItem.file(kept.id(), "a.png")).with(FactKind.URGENT_BY_SENDER, "YES"));
        var first = browser(one);
        var second = browser(two);

        var queue = first.get("/desk/queue");
        assertThat(queue.statusCode()).isEqualTo(200);
        assertThat(queue.body()).contains("/desk/reports/" + report, "urgency p1", "marks it as urgent");
        goesTo(post(first, "/desk/queue/" + report + "/take", Map.of()), "/desk/reports/" + report);
        assertThat(post(second, "/desk/queue/" + report + "/take", Map.of()).statusCode())
                .isEqualTo(409);

        assertThat(first.get("/desk/reports/" + report).body())
                .contains("assessment-title", "urgency-title", "/desk/assess/" + report);
        assertThat(first.get("/desk/assess/" + report).body()).contains("name=\"depicts-child\" value=\"UNSURE\"");
        goesTo(post(first, "/desk/assess/" + report, sheet()), "/desk/assess/" + report);
        assertThat(first.get("/desk/assess/" + report).body()).contains("parts-sexual-purpose", "another person");
        assertThat(post(first, "/desk/assess/" + report, sheet()).statusCode()).isEqualTo(409);

        assertThat(second.get("/desk/assess/" + report).body()).doesNotContain("parts-sexual-purpose");
        goesTo(post(second, "/desk/assess/" + report, sheet()), "/desk/assess/" + report);
        node.settle();
        assertThat(assessments.decision(report)).isPresent();
        assertThat(second.get("/desk/assess/" + report).body())
                .contains("model-2025.1", "Two people agreed", "activity-real-or-generated");

        var list = lists.create(one, new NewList("Journey " + report, "Article 1", "A1", 31, true));
        var item = DeskBrowser.field(second.get("/desk/assess/" + report), "item");
        goesTo(
                post(second, "/desk/assess/" + report + "/list", Map.of("item", item, "list", list.toString())),
                "/desk/assess/" + report);
        var page = first.get("/desk/lists/" + list).body();
        assertThat(page).contains("report:" + report, "1 of 2");
        var exact = ExactHashes.of(PictureFixture.picture(9_001));
        assertThat(page).doesNotContain(exact.sha256()).doesNotContain(exact.md5());
    }

    @Test
    void knownMaterialIsConfirmedByOneForm() {
        var picture = PictureFixture.picture(9_002);
        var list = lists.create(one, new NewList("Known " + UUID.randomUUID(), "Article 1", "A1", 31, true));
        var hashes = Hashes.of(new org.egide.fingerprint.Fingerprinter().of(picture));
        lists.confirm(two, lists.add(one, list, hashes, "invented", Optional.empty()));
        var kept = files.keep(new ByteArrayInputStream(picture), Actor.system("test"));
        var report = accept(report().naming(NewItem.file(kept.id(), "a.png")));
        var browser = browser(two);
        assertThat(browser.get("/desk/reports/" + report).body()).contains("/desk/assess/" + report + "/known");
        goesTo(post(browser, "/desk/assess/" + report + "/known", Map.of()), "/desk/assess/" + report);
        assertThat(browser.get("/desk/assess/" + report).body()).contains("Carried over");
    }

    @Test
    void conductHasItsOwnSheetAndASupervisorSetsABand() {
        var report = accept(report().of(Form.GROOMING));
        var browser = browser(supervisor);
        assertThat(browser.get("/desk/assess/" + report).body()).contains("name=\"addressed-to-child\"");
        goesTo(
                post(browser, "/desk/queue/" + report + "/band", Map.of("band", "P1", "reason", "asked by phone")),
                "/desk/reports/" + report);
        assertThat(browser.get("/desk/reports/" + report).body()).contains("asked by phone");
        goesTo(
                post(browser, "/desk/queue/" + report + "/fact", Map.of("fact", "THREAT.YES")),
                "/desk/reports/" + report);
        assertThat(browser.get("/desk/reports/" + report).body()).contains("urgency p0");
        assertThat(post(browser, "/desk/queue/" + report + "/fact", Map.of("fact", "NONE.YES"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(browser, "/desk/queue/" + report + "/band", Map.of("band", "P9", "reason", "x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(browser, "/desk/assess/" + report, sheet()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void linksAreShownUndoneAndPutBackByForms() {
        var address = "https://" + UUID.randomUUID() + ".example/a";
        var first = accept(report().address(address));
        var second = accept(report().address(address));
        var browser = browser(one);
        var page = browser.get("/desk/reports/" + first);
        assertThat(page.body()).contains("links-title", "/desk/reports/" + second);
        var thing = DeskBrowser.field(page, "thing");
        var fields = Map.of("thing", thing, "reason", "another page");
        goesTo(post(browser, "/desk/queue/" + first + "/unlink", fields), "/desk/reports/" + first);
        assertThat(browser.get("/desk/reports/" + first).body()).contains("another page", "/relink");
        goesTo(post(browser, "/desk/queue/" + first + "/relink", fields), "/desk/reports/" + first);
    }

    @Test
    void listsAreOpenedFilledConfirmedAndWithdrawnByForms() {
        var browser = browser(one);
        var opened = post(
                browser,
                "/desk/lists",
                Map.of(
                        "name",
                        "Forms " + UUID.randomUUID(),
                        "ground",
                        "Article 1",
                        "classification",
                        "A1",
                        "threshold",
                        "20",
                        "kind",
                        "verified"));
        assertThat(opened.statusCode()).isEqualTo(303);
        var path = opened.headers().firstValue("Location").orElseThrow();
        var hashes = "sha256:" + ExactHashes.of(PictureFixture.picture(9_003)).sha256();
        goesTo(post(browser, path + "/entries", Map.of("hashes", hashes, "provenance", "a decision")), path);
        var page = browser(two).get(path);
        var entry = page.body().replaceAll("(?s).*/desk/lists/entries/([0-9a-f-]{36})/confirm.*", "$1");
        goesTo(post(browser(two), "/desk/lists/entries/" + entry + "/confirm", Map.of()), path);
        goesTo(post(browser, "/desk/lists/entries/" + entry + "/withdraw", Map.of("reason", "by mistake")), path);
        assertThat(browser.get(path).body()).contains("by mistake");
        assertThat(post(browser, path + "/entries", Map.of("hashes", "xyz", "provenance", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anotherDeskFindsNothingAndAFormWithoutItsTokenDoesNothing() {
        var report = accept(report());
        var elsewhere = browser(stranger);
        assertThat(elsewhere.get("/desk/assess/" + report).statusCode()).isEqualTo(404);
        assertThat(post(elsewhere, "/desk/queue/" + report + "/take", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(browser(one)
                        .post("/desk/queue/" + report + "/take", Map.of())
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(browser(one).get("/desk/queue?after=nonsense").statusCode()).isEqualTo(400);
        assertThat(browser(one).get("/desk/queue?lang=ar").statusCode()).isEqualTo(200);
    }
}
