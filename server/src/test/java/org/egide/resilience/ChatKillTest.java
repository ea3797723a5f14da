package org.egide.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.testing.ChildNode;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node killed with {@code kill -9} amid chats: what a child was shown as kept opens again with her code, in its order. */
final class ChatKillTest {
    private static final int KILLS = 2;
    private static final int CHILDREN = 4;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port = TestNode.freePort();
    /** By code: the words that were shown as kept. */
    private final Map<String, ConcurrentLinkedQueue<String>> kept = new ConcurrentHashMap<>();

    private final AtomicInteger written = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void R74_1_everyMessageThatWasShownAsKeptIsThereAfterEveryKill() throws Exception {
        for (var kill = 0; kill < KILLS; kill++) {
            var wanted = acknowledged() + 30;
            talk(ChildNode.start(ChatNode.class, folder, String.valueOf(port)), wanted);
            assertThat(acknowledged()).isGreaterThanOrEqualTo(wanted);
        }
        var node = ChildNode.start(ChatNode.class, folder, String.valueOf(port));
        try {
            kept.forEach((code, words) -> {
                var page = post("/en/chat", Map.of("code", code), "").body();
                var at = 0;
                for (var word : words) {
                    var next = page.indexOf(word, at);
                    assertThat(next).as(word + " after " + at).isGreaterThan(-1);
                    at = next;
                }
            });
            theDeskTakesThemAll();
        } finally {
            node.destroy();
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private int acknowledged() {
        return kept.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
    }

    /** Children write until the server dies under them. */
    private void talk(Process node, int enough) throws Exception {
        var killed = new AtomicBoolean();
        try (var children = Executors.newFixedThreadPool(CHILDREN)) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < CHILDREN; i++) {
                running.add(children.submit(() -> child(node, enough, killed)));
            }
            for (var child : running) {
                child.get(120, TimeUnit.SECONDS);
            }
        }
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void child(Process node, int enough, AtomicBoolean killed) {
        var begun = post(
                "/en/chat",
                Map.of(
                        "line",
                        "example",
                        "about",
                        "SCHOOL",
                        "age",
                        "A13_15",
                        "key",
                        UUID.randomUUID().toString()),
                "");
        var code = String.join(" ", code(begun.body()));
        var words = kept.computeIfAbsent(code, none -> new ConcurrentLinkedQueue<>());
        var page = begun.body();
        while (!killed.get()) {
            if (acknowledged() >= enough && killed.compareAndSet(false, true)) {
                node.destroyForcibly();
            }
            var said = "invented-" + written.incrementAndGet() + ".";
            var answer = post(
                    "/en/chat",
                    Map.of(
                            "pass",
                            hidden(page, "pass"),
                            "once",
                            UUID.randomUUID().toString(),
                            "step",
                            "say",
                            "words",
                            said),
                    "");
            if (answer.status() == 200 && answer.body().contains(said)) {
                words.add(said);
                page = answer.body();
            }
        }
    }

    private void theDeskTakesThemAll() throws IOException {
        var cookie = Files.readString(folder.resolve("cookie"));
        var csrf = hidden(get("/desk/helpline", cookie), "csrf");
        post("/desk/helpline/on", Map.of("csrf", csrf, "language", "en", "capacity", "20"), cookie);
        for (var child = 0; child < kept.size(); child++) {
            assertThat(post("/desk/helpline/next", Map.of("csrf", csrf), cookie).status())
                    .isEqualTo(303);
        }
        var page = get("/desk/helpline", cookie);
        var talks = Pattern.compile("/desk/helpline/([0-9a-f-]{36})")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(talks).hasSizeGreaterThanOrEqualTo(kept.size());
        var told = talks.stream()
                .map(talk -> get("/desk/helpline/" + talk, cookie))
                .collect(Collectors.joining());
        kept.values().forEach(words -> words.forEach(word -> assertThat(told).contains(word)));
    }

    /** An answer, or status 0 where the server was killed under the request. */
    private record Answer(int status, String body) {}

    private Answer post(String path, Map<String, String> fields, String cookie) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String get(String path, String cookie) {
        return send(request(path, cookie).GET().build()).body();
    }

    private HttpRequest.Builder request(String path, String cookie) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private Answer send(HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            // Killed under the request: nothing was shown, so nothing was promised.
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "");
        }
    }

    private static String hidden(String page, String name) {
        var matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static List<String> code(String page) {
        return Pattern.compile("<li><b>([^<]+)</b></li>")
                .matcher(page)
                .results()
                .map(word -> word.group(1))
                .toList();
    }
}
