package org.egide.report.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.egide.audit.Actor;
import org.egide.audit.AuditTrail;
import org.egide.platform.Language;
import org.egide.report.Act;
import org.egide.report.Door;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.FileId;
import org.egide.report.FileStore;
import org.egide.report.Form;
import org.egide.report.ItemKind;
import org.egide.report.NewItem;
import org.egide.report.NewReport;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.staff.DeskBrowser;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;

/** The desk's page of a report: sealed until somebody says why. */
@EgideTest
final class ReportPagesTest {
    private static final String TOLD = "A neighbour showed me a page with triangles.";

    private final TestNode node;
    private final Desks desks;
    private final People people;
    private final Sessions sessions;
    private final Reports reports;
    private final FileStore files;
    private final AuditTrail trail;
    private final SettableClock clock;

    ReportPagesTest(
            TestNode node,
            Desks desks,
            People people,
            Sessions sessions,
            Reports reports,
            FileStore files,
            AuditTrail trail,
            SettableClock clock) {
        this.node = node;
        this.desks = desks;
        this.people = people;
        this.sessions = sessions;
        this.reports = reports;
        this.files = files;
        this.trail = trail;
        this.clock = clock;
    }

    private static byte[] triangles() {
        var image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillPolygon(new int[] {20, 200, 380}, new int[] {280, 20, 280}, 3);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private FileId file() {
        return files.keep(new ByteArrayInputStream(triangles()), Actor.reporter("public-form"))
                .id();
    }

    private ReportId report(FileId file) {
        var raw = new NewReport.Raw("url=https://shapes.example/".getBytes(StandardCharsets.UTF_8), "text/plain");
        return reports.accept(new NewReport(
                        Door.PUBLIC_FORM,
                        Reporter.CITIZEN,
                        Actor.reporter("public-form"),
                        Language.EN,
                        raw,
                        Set.of(Form.ABUSE_MATERIAL),
                        Set.of(Act.MAKING_AVAILABLE),
                        List.of(
                                Fact.said(FactKind.CHANNEL, "WEB"),
                                Fact.said(FactKind.IMMEDIATE_DANGER, FactKind.UNKNOWN)),
                        Optional.of(TOLD),
                        Map.of("email", "robin@citizen.example"),
                        List.of(
                                NewItem.of(ItemKind.ADDRESS, "https://shapes.example/7"),
                                NewItem.file(file, "seven.png")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .report();
    }

    private Person analyst() {
        return people.create("Sam " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST));
    }

    private DeskBrowser browser(Person person) {
        return DeskBrowser.signedIn(node, sessions.open(person.id()));
    }

    private Map<String, String> why(DeskBrowser browser) {
        return Map.of("csrf", DeskBrowser.field(browser.get("/desk/me"), "csrf"), "reason", "assess");
    }

    @Test
    void lookingAtAReportShowsCodedFactsAndNothingSealed() {
        var report = report(file());
        var page = browser(analyst()).get("/desk/reports/" + report);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Child sexual abuse material", "Making available")
                .doesNotContain(TOLD, "shapes.example", "citizen.example");
    }

    @Test
    void aSealedPartOpensWithAReasonOnOneAnswerAndIsRecorded() {
        var report = report(file());
        var analyst = analyst();
        var browser = browser(analyst);
        var path = "/desk/reports/" + report;
        assertThat(browser.post(path + "/narrative", why(browser)).body()).contains(TOLD);
        assertThat(browser.post(path + "/items", why(browser)).body()).contains("https://shapes.example/7");
        assertThat(browser.post(path + "/identity", why(browser)).body()).contains("robin@citizen.example");
        assertThat(browser.post(path + "/raw", why(browser)).body()).contains("url=https://shapes.example/");
        assertThat(browser.get(path).body()).doesNotContain(TOLD, "shapes.example");
        assertThat(trail.of("report:" + report))
                .filteredOn(row -> row.actor().contains(analyst.id().toString()))
                .extracting(AuditTrail.Row::action)
                .containsExactly(
                        "report.narrative-read", "report.items-read", "report.identity-read", "report.raw-read");
    }

    @Test
    void withoutAReasonNothingOpensAndNothingIsRecorded() {
        var report = report(file());
        var analyst = analyst();
        var browser = browser(analyst);
        var csrf = DeskBrowser.field(browser.get("/desk/me"), "csrf");
        var answer = browser.post("/desk/reports/" + report + "/narrative", Map.of("csrf", csrf, "reason", "because"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(TOLD);
        assertThat(trail.of("report:" + report))
                .noneMatch(row -> row.actor().contains(analyst.id().toString()));
    }

    @Test
    void aReportOfAnotherDeskIsNotThere() {
        var report = report(file());
        var elsewhere = desks.create(DeskKind.HOTLINE, "Hotline " + UUID.randomUUID());
        var other = browser(people.create("Lee " + UUID.randomUUID(), elsewhere.id(), Set.of(Role.ANALYST)));
        assertThat(other.get("/desk/reports/" + report).statusCode()).isEqualTo(404);
        assertThat(other.post("/desk/reports/" + report + "/narrative", why(other))
                        .statusCode())
                .isEqualTo(404);
        assertThat(other.get("/desk/reports/" + ReportId.random()).statusCode()).isEqualTo(404);
    }

    @Test
    void anAdministratorSeesNoReport() {
        var report = report(file());
        var administrator =
                people.create("Ida " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ADMINISTRATOR));
        assertThat(browser(administrator).get("/desk/reports/" + report).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPictureIsShownSmallGreyAndOnceBeforeTheOriginalOpens() throws IOException {
        var file = file();
        var path = "/desk/reports/" + report(file) + "/files/" + file;
        var browser = browser(analyst());
        assertThat(browser.post(path + "/original", why(browser)).statusCode()).isEqualTo(409);

        var address = address(browser.post(path + "/reduced", why(browser)).body());
        var reduced =
                ImageIO.read(new ByteArrayInputStream(browser.getBytes(address).body()));
        assertThat(reduced.getWidth()).isEqualTo(96);
        var rgb = reduced.getRGB(48, 60);
        assertThat(rgb >> 16 & 0xff).isEqualTo(rgb & 0xff);
        assertThat(browser.getBytes(address).statusCode()).isEqualTo(404);

        var original = address(browser.post(path + "/original", why(browser)).body());
        var shown =
                ImageIO.read(new ByteArrayInputStream(browser.getBytes(original).body()));
        assertThat(shown.getWidth()).isEqualTo(400);
        assertThat(new Color(shown.getRGB(200, 200))).isEqualTo(Color.ORANGE);
    }

    @Test
    void theAddressOfAPictureServesOneSessionForAMinute() {
        var file = file();
        var path = "/desk/reports/" + report(file) + "/files/" + file;
        var analyst = analyst();
        var browser = browser(analyst);
        var address = address(browser.post(path + "/reduced", why(browser)).body());
        assertThat(browser(analyst).getBytes(address).statusCode()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(60));
        assertThat(browser.getBytes(address).statusCode()).isEqualTo(404);
    }

    @Test
    void aPictureNeedsARecentProof() {
        var file = file();
        var path = "/desk/reports/" + report(file) + "/files/" + file;
        var browser = browser(analyst());
        assertThat(browser.get(path).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(5));
        assertThat(browser.get(path).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/desk/again?to="));
        var back = new TreeMap<>(why(browser));
        back.put("here", path);
        assertThat(browser.post(path + "/reduced", back).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/desk/again?to=%2Fdesk%2Freports%2F"));
    }

    @Test
    void aFileOfAnotherReportIsNotThere() {
        var path = "/desk/reports/" + report(file()) + "/files/" + file();
        assertThat(browser(analyst()).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void whatCouldNotBeReadWaitsUntilSomebodySaysWhatWasDone() {
        var raw = new NewReport.Raw("<half a sen".getBytes(StandardCharsets.UTF_8), "application/xml");
        var id = reports.keepUnread(
                Door.PROVIDER_XML, Optional.of("provider:x"), Actor.reporter("provider-xml"), raw, "broken-xml");
        var browser = browser(analyst());
        assertThat(browser.get("/desk/unread").body())
                .contains(id.toString(), "broken-xml")
                .doesNotContain("half a sen");
        assertThat(browser.post("/desk/unread/" + id + "/read", why(browser)).body())
                .contains("&lt;half a sen");
        var csrf = DeskBrowser.field(browser.get("/desk/me"), "csrf");
        var done =
                browser.post("/desk/unread/" + id + "/handled", Map.of("csrf", csrf, "note", "Asked to send again."));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(browser.get("/desk/unread").body()).doesNotContain(id.toString());
    }

    private static String address(String page) {
        var start = page.indexOf("/desk/looks/");
        assertThat(start).isPositive();
        return page.substring(start, page.indexOf('"', start));
    }
}
