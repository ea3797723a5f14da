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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egide.testing.ChildNode;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty canary strings through every door of a server in a process of its own; then its tables, its files (the database's own and its
 * log of changes among them), what it printed and its temporary files hold none of them, in three encodings, and its heap after idle holds none (S1).
 *
 * <p>A new door adds its line to {@link #doors}.
 */
final class CanariesTest {
    private static final String MARK = "kanari";
    private static final Pattern CANARY = Pattern.compile(MARK + "[0-9a-f]{32}");

    /** A keep-alive connection is dropped after 20 s; what hung on it is garbage then. */
    private static final Duration IDLE = Duration.ofSeconds(25);

    @TempDir
    private Path folder;

    private final List<String> canaries = new ArrayList<>();
    private final Map<String, String> origin = new LinkedHashMap<>();
    private final int port = TestNode.freePort();
    private Process node;
    private HttpClient http;
    private String door = "";

    @BeforeEach
    void start() throws IOException {
        node = ChildNode.start(CanaryNode.class, folder, Integer.toString(port));
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() throws InterruptedException {
        node.destroyForcibly().waitFor();
    }

    private interface Sending {
        int send() throws Exception;
    }

    /** Name and sending; whether it is taken in or refused, nothing of it may lie about in clear. */
    private Stream<Map.Entry<String, Sending>> doors() {
        return Stream.of(
                door("the child's path", () -> post("/en/talk", talk(canary()))),
                door("the child's path, too long", () -> post("/en/talk", talk(canary() + "x".repeat(4_100)))),
                door("the child's path, unreadable", () -> post("/en/talk", "who=ME&words=" + canary() + "%FF%FE")),
                door("the public form", () -> post("/en/report", publicForm())),
                door("the public form, refused", () -> post("/en/report", "when=" + canary() + "&words=" + canary())),
                door("a code", () -> post("/en/status", "code=" + canary())),
                door(
                        "a fingerprint",
                        () -> post("/en/device", "step=send&fingerprints=" + canary() + "&code=" + canary())),
                door("a form nobody asked for", () -> send("/en/report", "text/plain", "words " + canary())),
                door("several parts", () -> send("/en/report", "multipart/form-data; boundary=b", parts())),
                door("a partner's report", () -> partner(json())),
                door("a partner's report, broken", () -> partner("{\"narrative\":\"" + canary())),
                door("a provider's report", () -> provider("/ispws/submit", xml())),
                door("a provider's report, broken", () -> provider("/ispws/submit", "<report><a>" + canary() + "</b>")),
                door("an address", () -> get("/en/" + canary() + "?q=" + canary())),
                door("a header", () -> header(canary())),
                door(
                        "a name at sign-in",
                        () -> post("/desk/sign-in/code", "name=" + canary() + "&passphrase=" + canary() + "&code=1")),
                door("the desk's note", this::note));
    }

    private static Map.Entry<String, Sending> door(String name, Sending sending) {
        return Map.entry(name, sending);
    }

    @Test
    void S1_fiftyCanariesThroughEveryDoorAreFoundNowhereAfterwards() throws Exception {
        for (var each : doors().toList()) {
            door = each.getKey();
            assertThat(each.getValue().send()).as(door).isBetween(200, 499);
        }
        assertThat(canaries).hasSizeGreaterThanOrEqualTo(50);
        http.close();
        http = HttpClient.newHttpClient();

        await("waiting 0", "tables");
        assertThat(found(folder.resolve("tables"))).as("tables").isEmpty();
        assertThat(found(folder.resolve("errors"))).as("what it printed").isEmpty();
        try (var files = Files.walk(folder.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/binaries-"))
                    .toList()) {
                assertThat(found(file)).as(file.toString()).isEmpty();
            }
        }
        assertThat(found(Path.of(System.getProperty("java.io.tmpdir")), "tomcat*"))
                .isEmpty();

        var end = System.nanoTime() + IDLE.toNanos();
        var held = heap();
        while (!held.isEmpty() && System.nanoTime() < end) {
            held = heap();
        }
        assertThat(held).as("the heap after idle").isEmpty();
    }

    @Test
    void S1_theSearchOfTheHeapWouldFindOne() throws Exception {
        var planted = canary();
        node.outputWriter(StandardCharsets.UTF_8).write("heap " + folder.resolve("h-" + planted + ".hprof") + "\n");
        node.outputWriter(StandardCharsets.UTF_8).flush();
        assertThat(node.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        assertThat(found(folder.resolve("h-" + planted + ".hprof"))).isNotEmpty();
    }

    private Set<String> heap() throws IOException {
        var file = folder.resolve("heap-" + UUID.randomUUID() + ".hprof");
        order("heap", file);
        var found = found(file);
        Files.delete(file);
        return found;
    }

    private void await(String line, String order) throws IOException {
        var file = folder.resolve(order);
        do {
            order(order, file);
        } while (!Files.readAllLines(file).contains(line));
    }

    private void order(String what, Path file) throws IOException {
        var writer = node.outputWriter(StandardCharsets.UTF_8);
        writer.write(what + " " + file + "\n");
        writer.flush();
        assertThat(node.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
    }

    private List<String> found(Path folder, String pattern) throws IOException {
        var found = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(folder, pattern)) {
            for (var entry : entries) {
                try (var files = Files.walk(entry)) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        found.addAll(found(file));
                    }
                }
            }
        }
        return found;
    }

    /** Which canaries a file holds, as bytes of a letter each or of two, either way round; each with the door it went through. */
    private Set<String> found(Path file) throws IOException {
        var found = new TreeSet<String>();
        var bytes = Files.readAllBytes(file);
        for (var at = 0; at < bytes.length; at++) {
            for (var step = 1; step <= 2 && bytes[at] == MARK.charAt(0); step++) {
                var word = word(bytes, at, step);
                if (CANARY.matcher(word).matches() && origin.containsKey(word)) {
                    found.add(origin.get(word) + " " + word);
                }
            }
        }
        return found;
    }

    private static String word(byte[] bytes, int at, int step) {
        var word = new StringBuilder();
        for (var i = 0; i < MARK.length() + 32 && at + i * step < bytes.length; i++) {
            word.append((char) (bytes[at + i * step] & 0xff));
            if (i < MARK.length() && word.charAt(i) != MARK.charAt(i)) {
                return "";
            }
        }
        return word.toString();
    }

    private String canary() {
        var canary = MARK + UUID.randomUUID().toString().replace("-", "");
        canaries.add(canary);
        origin.put(canary, door + " #" + canaries.size());
        return canary;
    }

    private String talk(String words) {
        return "who=ME&what=THREAT&safe=ONLINE&age=13-15&wish=REMOVE&step=send&key=" + UUID.randomUUID() + "&words="
                + words;
    }

    private String publicForm() {
        return "key=" + UUID.randomUUID() + "&shown=0&danger=NO&form=ABUSE_MATERIAL&links="
                + URLEncoder.encode("https://pictures.example/" + canary(), StandardCharsets.UTF_8) + "&words="
                + canary()
                + "&reach=" + canary() + "%40mail.example&name=" + canary() + "&place=" + canary() + "&website="
                + canary()
                + "&account=" + canary() + "&when=" + canary() + "&unknown=" + canary();
    }

    private String parts() {
        return "--b\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\nWORRY\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"words\"\r\n\r\n" + canary() + "\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"danger\"\r\n\r\nNO\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"p\"; filename=\"" + canary() + ".bin\"\r\n\r\n" + canary()
                + "\r\n--b--\r\n";
    }

    private String json() {
        return """
                {"forms":["GROOMING"],"narrative":"%s","reporter":{"name":"%s","email":"%s@mail.example","phone":"%s"},
                 "items":[{"kind":"ADDRESS","value":"https://pictures.example/%s"},{"kind":"ACCOUNT","value":"%s"},
                          {"kind":"EMAIL","value":"%s@mail.example"},{"kind":"PHONE","value":"%s"},
                          {"kind":"CONVERSATION","value":"%s"},{"kind":"PAYMENT","value":"%s"}],
                 "unknownField":"%s"}
                """.formatted(Stream.generate(this::canary).limit(11).toArray());
    }

    private String xml() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <report><incidentSummary><incidentType>Child Sex Trafficking</incidentType>
                <incidentDateTime>2026-01-02T03:04:05Z</incidentDateTime></incidentSummary>
                <internetDetails><webPageIncident><url>https://pictures.example/%s</url></webPageIncident></internetDetails>
                <reporter><reportingPerson><firstName>%s</firstName><lastName>%s</lastName><email>%s@mail.example</email>
                </reportingPerson></reporter>
                <personOrUserReported><screenName>%s</screenName></personOrUserReported>
                <additionalInfo>%s</additionalInfo></report>
                """.formatted(Stream.generate(this::canary).limit(6).toArray());
    }

    private int post(String path, String form) throws Exception {
        return send(path, "application/x-www-form-urlencoded", form);
    }

    private int send(String path, String type, String body) throws Exception {
        return sent(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    private int get(String path) throws Exception {
        return sent(request(path).GET()).statusCode();
    }

    private int header(String value) throws Exception {
        return sent(request("/en/")
                        .header("User-Agent", value)
                        .header("Referer", "https://" + canary() + ".example/")
                        .header("Cookie", "c=" + canary())
                        .header("X-Forwarded-For", canary())
                        .GET())
                .statusCode();
    }

    private int partner(String body) throws Exception {
        return sent(login("/api/v1/reports")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    private int provider(String path, String body) throws Exception {
        return sent(login(path).header("Content-Type", "text/xml").POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    /** Somebody of staff reads what could not be read, says what was done and keeps themselves out of a report. */
    private int note() throws Exception {
        var desk = sent(staff("/desk/unread").GET()).body();
        var csrf = first(desk, "name=\"csrf\" value=\"([^\"]*)\"");
        var id = first(desk, "/desk/unread/([0-9a-f-]{36})/handled");
        form("/desk/unread/" + id + "/read", "reason=assess&csrf=" + csrf);
        var report = first(sent(staff("/desk/queue").GET()).body(), "/desk/reports/([0-9a-f-]{36})");
        form("/desk/reports/" + report + "/narrative", "reason=assess&csrf=" + csrf);
        form("/desk/reports/" + report + "/items", "reason=assess&csrf=" + csrf);
        form("/desk/reports/" + report + "/raw", "reason=assess&csrf=" + csrf);
        form("/desk/reports/" + report + "/walls/step-back", "reason=" + canary() + "&csrf=" + csrf);
        return form("/desk/unread/" + id + "/handled", "note=" + canary() + "&csrf=" + csrf);
    }

    private int form(String path, String form) throws Exception {
        return sent(staff(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .statusCode();
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private HttpRequest.Builder staff(String path) throws IOException {
        return request(path)
                .header("Accept", "text/html")
                .header("Cookie", "egide-desk=" + Files.readString(folder.resolve("session")));
    }

    private HttpRequest.Builder login(String path) throws IOException {
        var login = Files.readString(folder.resolve("login"));
        return request(path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
