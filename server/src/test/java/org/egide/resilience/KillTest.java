package org.egide.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.egide.testing.ChildNode;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A real server, killed with {@code kill -9} at random moments of a flood: what got a receipt is there, and once. */
final class KillTest {
    private static final int KILLS = 3;
    private static final int CLIENTS = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port = TestNode.freePort();
    private final Map<String, String> receipts = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void C12_d_whatGotAReceiptSurvivesEveryKillAndNoneIsThereTwice() throws Exception {
        var random = new Random();
        for (var kill = 0; kill < KILLS; kill++) {
            var before = receipts.size();
            var node = start();
            var wanted = before + 50 + random.nextInt(300);
            flood(node, wanted);
            assertThat(receipts.size()).as("receipts before kill " + kill).isGreaterThan(before);
        }
        var node = start();
        try {
            everyReceiptNamesAReportThatIsThere();
            sendingEverythingAgainMakesNothingNew();
        } finally {
            node.destroy();
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(audit()).contains("OK").doesNotContain("BROKEN");
    }

    private Process start() throws IOException {
        return ChildNode.start(KillNode.class, folder, String.valueOf(port));
    }

    /** Clients send until the server dies under them, which happens in the middle, at no chosen moment. */
    private void flood(Process node, int enough) throws Exception {
        var killed = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> {
                    while (!killed.get()) {
                        if (receipts.size() >= enough && killed.compareAndSet(false, true)) {
                            node.destroyForcibly();
                        }
                        send("key-" + sent.incrementAndGet());
                    }
                }));
            }
            for (var client : running) {
                client.get(120, TimeUnit.SECONDS);
            }
        }
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void send(String key) {
        try {
            var answer = http.send(post(key), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 201 || answer.statusCode() == 200) {
                receipts.put(key, JSON.readTree(answer.body()).get("id").asString());
            }
        } catch (IOException e) {
            // Killed under the request: no receipt, so no promise.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest post(String key) {
        var body = "{\"forms\":[\"ABUSE_MATERIAL\"],\"narrative\":\"invented words for " + key
                + "\",\"items\":[{\"kind\":\"ADDRESS\",\"value\":\"https://pictures.example/" + key + "\"}]}";
        return request("/api/v1/reports")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        try {
            var login = Files.readString(folder.resolve("login"));
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void everyReceiptNamesAReportThatIsThere() throws Exception {
        assertThat(receipts).hasSizeGreaterThan(100);
        for (var id : receipts.values()) {
            var answer =
                    http.send(request("/api/v1/reports/" + id).GET().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(id).isEqualTo(200);
        }
        assertThat(new HashSet<>(receipts.values())).hasSameSizeAs(receipts.keySet());
    }

    private void sendingEverythingAgainMakesNothingNew() throws Exception {
        var last = sent.get();
        for (var number = 1; number <= last; number++) {
            var key = "key-" + number;
            var answer = http.send(post(key), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isIn(200, 201);
            var id = JSON.readTree(answer.body()).get("id").asString();
            var before = receipts.putIfAbsent(key, id);
            if (before != null) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(id).isEqualTo(before);
            }
        }
        assertThat(new HashSet<>(receipts.values())).hasSize(last);
    }

    private String audit() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java, "-Xmx300m", "-cp", System.getProperty("java.class.path"), "org.egide.Egide", "audit");
        builder.environment().put("EGIDE_DATA", folder.resolve("data").toString());
        var audit = builder.redirectErrorStream(true).start();
        var text = new String(audit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(audit.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return text;
    }
}
