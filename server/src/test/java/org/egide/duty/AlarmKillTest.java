package org.egide.duty;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.egide.testing.ChildNode;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, killed with {@code kill -9} at the moment it has given a receipt for a report that tells of danger. */
final class AlarmKillTest {
    private final int port = TestNode.freePort();
    private final int smtp = TestNode.freePort();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void R13_anAlarmSurvivesTheDeathOfTheServerAndTheOfficerIsCalledWithinAMinuteOfItsReturn() throws Exception {
        var node = start();
        assertThat(report().statusCode()).isEqualTo(201);
        node.destroyForcibly();
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var mail = new GreenMail(new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        var again = start();
        try {
            assertThat(mail.waitForIncomingEmail(Duration.ofSeconds(60).toMillis(), 1))
                    .isTrue();
            assertThat(mail.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("officer@desk.example");
        } finally {
            again.destroy();
            assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
            mail.stop();
        }
    }

    private Process start() throws java.io.IOException {
        return ChildNode.start(DutyNode.class, folder, String.valueOf(port), String.valueOf(smtp));
    }

    private HttpResponse<String> report() throws Exception {
        var login = Files.readAllBytes(folder.resolve("login"));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/reports"))
                            .timeout(Duration.ofSeconds(30))
                            .header(
                                    "Authorization",
                                    "Basic " + Base64.getEncoder().encodeToString(login))
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "one")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"forms\":[\"WORRY\"],\"facts\":{\"IMMEDIATE_DANGER\":\"YES\"},\"narrative\":\"Invented.\"}",
                                    StandardCharsets.UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
