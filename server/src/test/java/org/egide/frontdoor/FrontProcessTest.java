package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.egide.EgideApplication;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Line;
import org.egide.dialogue.Once;
import org.egide.dialogue.Said;
import org.egide.dialogue.Speaker;
import org.egide.keys.Opener;
import org.egide.platform.Language;
import org.egide.platform.Node;
import org.egide.platform.Settings;
import org.egide.report.Door;
import org.egide.report.ReceiptCodes;
import org.egide.report.Reporter;
import org.egide.report.Reports;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that plays the front only, on the same database: it holds no keyring, and the way back works all the same. */
@EgideTest
final class FrontProcessTest {
    private final TestNode node;
    private final DataSource pool;
    private final Reports reports;
    private final ReceiptCodes codes;
    private final Conversations conversations;
    private final Desks desks;
    private final People people;

    @TempDir
    private Path folder = Path.of("");

    FrontProcessTest(
            TestNode node,
            DataSource pool,
            Reports reports,
            ReceiptCodes codes,
            Conversations conversations,
            Desks desks,
            People people) {
        this.node = node;
        this.pool = pool;
        this.reports = reports;
        this.codes = codes;
        this.conversations = conversations;
        this.desks = desks;
        this.people = people;
    }

    @Test
    void S3_aProcessWithoutTheKeyringShowsTheChildTheirMessagesAndTakesTheAnswer() throws Exception {
        var analyst = people.create("Ada Example", desks.receiving().id(), Set.of(Role.ANALYST));
        var code = codes.issue(Language.EN);
        reports.accept(
                report().through(Door.CHILD_PATH, Reporter.CHILD).with(code).build());
        var subject = codes.find(code.words()).orElseThrow().subject();
        conversations.fromStaff(analyst, subject, Speaker.HOTLINE, "An answer.", Once.fresh());
        var settings = front();
        try (var front = Node.serve(settings, EgideApplication.class)) {
            assertThat(front.getBean(Opener.class).holdsKeys()).isFalse();
            var page = post(settings, "code=" + encoded(code.words()));
            assertThat(page).contains("An answer.");
            var pass = Pattern.compile("name=\"pass\" value=\"([^\"]+)\"").matcher(page);
            assertThat(pass.find()).isTrue();
            var answered = post(settings, "say=say&words=invented&pass=" + encoded(pass.group(1)));
            assertThat(answered).contains("invented");
        }
        assertThat(conversations.forStaff(analyst, subject, "answering"))
                .extracting(Line::said)
                .contains(new Said.Words("invented"));
    }

    private Settings front() throws java.sql.SQLException {
        var database = pool.unwrap(HikariDataSource.class);
        return Settings.load(Map.of(
                "EGIDE_ROLES", "front",
                "EGIDE_DATA", folder.resolve("front").toString(),
                "EGIDE_PORT", String.valueOf(TestNode.freePort()),
                "EGIDE_JOB_SECONDS", "0",
                "EGIDE_PEPPER_FILE", node.data().resolve("keys/pepper").toString(),
                "EGIDE_DATABASE_URL", database.getJdbcUrl(),
                "EGIDE_DATABASE_USER", database.getUsername(),
                "EGIDE_DATABASE_PASSWORD", database.getPassword()));
    }

    private static String post(Settings settings, String form) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(settings.publicUrl() + "/en/status"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
