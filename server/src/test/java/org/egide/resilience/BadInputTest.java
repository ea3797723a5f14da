package org.egide.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.report.Reports;
import org.egide.staff.DeskBrowser;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.staff.Sessions;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that can be sent wrong, through every door that takes something: nothing breaks, nothing leaks, nothing gets past the
 * gate, and what may be a report is kept.
 */
@EgideTest
final class BadInputTest {
    private static final Pattern CODE = Pattern.compile(
            "\"code\":\"[a-z][a-z-]+\"|<responseCode>\\d+</responseCode>|<code>[a-z][a-z-]+</code>", Pattern.MULTILINE);
    private static final Pattern LEAK = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z.]+\\(|org\\.(egide|spring|postgres|apache)|java\\.|jakarta\\.|SQLSTATE|SELECT |INSERT ");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String XML = "text/xml";
    private static final String MULTIPART = "multipart/form-data; boundary=edge";

    private final TestNode node;
    private final RawHttp wire;
    private final JdbcClient database;
    private final Reports reports;
    private final Sessions sessions;
    private final Person supervisor;
    private final String login;

    BadInputTest(
            TestNode node,
            JdbcClient database,
            Reports reports,
            Sessions sessions,
            Providers providers,
            Desks desks,
            People people) {
        this.node = node;
        this.wire = new RawHttp(node.url("/").getPort());
        this.database = database;
        this.reports = reports;
        this.sessions = sessions;
        this.supervisor = people.create(
                "Invented Supervisor",
                desks.receiving().id(),
                Set.of(Role.ANALYST, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.OVERSEER, Role.OFFICER));
        var made = providers.create("Invented provider " + UUID.randomUUID(), ProviderKind.values()[0]);
        var text = made.username() + ":" + made.password();
        this.login = "Authorization: Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    /** A door; what may be a report is kept, and a form may come back to its writer. */
    record Door(String path, String type, boolean keeps, boolean formComesBack) {
        @Override
        public String toString() {
            return path;
        }
    }

    /** What is sent; the mark goes into the bytes and must never come back. */
    record Attack(String name, String headers, Function<String, byte[]> body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Door> doors() {
        var doors = new ArrayList<Door>();
        for (var call : List.of("submit", "upload", "fileinfo", "finish", "retract")) {
            doors.add(new Door("/ispws/" + call, XML, call.equals("submit"), false));
        }
        doors.add(new Door("/api/v1/reports", JSON, true, false));
        doors.add(new Door("/api/v1/files", "application/octet-stream", false, false));
        for (var language : List.of("en", "fr", "es", "ar")) {
            doors.add(new Door("/" + language + "/report", FORM, true, true));
            doors.add(new Door("/" + language + "/talk", FORM, true, true));
            doors.add(new Door("/" + language + "/status", FORM, false, true));
        }
        for (var path : List.of(
                "/sign-in",
                "/sign-in/code",
                "/sign-in/passkey",
                "/join/x",
                "/join/x/code",
                "/join/x/passkey",
                "/again/code",
                "/queue/x/take",
                "/queue",
                "/reports/x/raw",
                "/reports/x/files/y/reduced",
                "/providers")) {
            doors.add(new Door("/desk" + path, FORM, false, false));
        }
        return doors;
    }

    private static List<Attack> attacks() {
        return List.of(
                text(
                        "an outside entity",
                        XML,
                        mark -> "<!DOCTYPE report [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><report>&x;" + mark
                                + "</report>"),
                text("a billion laughs", XML, BadInputTest::laughs),
                text("5,000 elements deep", XML, mark -> "<a>".repeat(5_000) + mark + "</a>".repeat(5_000)),
                text("5,000 lists deep", JSON, mark -> "[".repeat(5_000) + "\"" + mark + "\"" + "]".repeat(5_000)),
                text(
                        "5,000 objects deep",
                        JSON,
                        mark -> "{\"a\":".repeat(5_000) + "\"" + mark + "\"" + "}".repeat(5_000)),
                text("a huge field", FORM, mark -> "words=" + mark + "x".repeat(10 << 20)),
                text("a huge JSON field", JSON, mark -> "{\"narrative\":\"" + mark + "x".repeat(10 << 20) + "\"}"),
                text("a form that says it is JSON", JSON, mark -> "words=" + mark),
                text("a type that is none", ";;;", mark -> "words=" + mark),
                text("a charset that is none", FORM + "; charset=nonsense", mark -> "words=" + mark),
                new Attack("no type", "", mark -> latin("words=" + mark + "%C3%28")),
                text("broken UTF-8", FORM, mark -> "words=" + mark + "%C3%28"),
                text("raw broken UTF-8", FORM, mark -> "words=" + mark + "\u00c3("),
                text("overlong UTF-8", FORM, mark -> "words=" + mark + "%C0%AF%E0%80%AF"),
                text("a surrogate in UTF-8", FORM, mark -> "words=" + mark + "%ED%A0%80"),
                text("half an escape", FORM, mark -> "words=" + mark + "%4&csrf=%"),
                text("an escape with a sign", FORM, mark -> "words=" + mark + "%-1%+1"),
                text("NUL", FORM, mark -> "words=" + mark + "%00&csrf=%00&id=%00&code=%00"),
                text("raw NUL", FORM, mark -> "words=" + mark + "\0&id=\0"),
                text("NUL in a name", FORM, mark -> "%00=" + mark + "%00"),
                text("NUL in JSON", JSON, mark -> "{\"narrative\":\"" + mark + "\\u0000\",\"forms\":[\"\\u0000\"]}"),
                text("half a surrogate in JSON", JSON, mark -> "{\"narrative\":\"" + mark + "\\ud800\",\"forms\":7}"),
                text("a number that is none", JSON, mark -> "{\"narrative\":1e999999999,\"x\":\"" + mark + "\"}"),
                text("a boundary that is missing", "multipart/form-data", mark -> "--edge\r\n\r\n" + mark),
                text("a boundary that is broken", "multipart/form-data; boundary=\"", mark -> "--\"\r\n\r\n" + mark),
                text("a boundary that is huge", "multipart/form-data; boundary=" + "b".repeat(5_000), mark -> mark),
                text("a part without an end", MULTIPART, mark -> part("id", "x.bin") + mark),
                text(
                        "a header in a file name",
                        MULTIPART,
                        mark -> part("file", "a\r\nSet-Cookie: x=" + mark) + "x\r\n--edge--\r\n"),
                text(
                        "a path in a file name",
                        MULTIPART,
                        mark -> part("file", "../../../../etc/" + mark + "%00") + "x\r\n--edge--\r\n"),
                text("eleven parts", MULTIPART, mark -> (part("x", mark) + "x\r\n").repeat(11) + "--edge--\r\n"),
                new Attack(
                        "a zipped body",
                        "Content-Type: " + FORM + "\r\nContent-Encoding: gzip\r\n",
                        BadInputTest::zipped),
                new Attack("a zip bomb", "Content-Type: " + MULTIPART + "\r\n", mark -> filed(bomb(mark))),
                new Attack("a picture bomb", "Content-Type: " + MULTIPART + "\r\n", mark -> filed(picture(mark))),
                text(
                        "3,000 fields",
                        FORM,
                        mark -> IntStream.range(0, 3_000)
                                .mapToObj(n -> "f" + n + "=" + mark)
                                .collect(Collectors.joining("&"))),
                text("one field 3,000 times", FORM, mark -> ("form=" + mark + "&").repeat(3_000)),
                text(
                        "quotes and markup",
                        FORM,
                        mark -> "key='%22%3E%3C" + mark + "%3E&words='--%3C" + mark + "%3E&name=" + mark),
                new Attack(
                        "a length that is too long",
                        "Content-Type: " + FORM + "\r\nContent-Length: 5000\r\n",
                        mark -> latin("words=" + mark)),
                new Attack("a negative length", "Content-Length: -1\r\n", mark -> latin(mark)),
                new Attack("a length beyond numbers", "Content-Length: 99999999999999999999\r\n", mark -> latin(mark)),
                new Attack("two lengths", "Content-Length: 5\r\nContent-Length: 9\r\n", mark -> latin(mark)),
                new Attack("a chunk that is none", "Transfer-Encoding: chunked\r\n", mark -> latin("zz\r\n" + mark)),
                new Attack("a chunk that breaks off", "Transfer-Encoding: chunked\r\n", mark -> latin("ff\r\n" + mark)),
                new Attack(
                        "control characters in headers",
                        "Accept: text/html,\t*/*\u0085\r\nAccept-Language: \u0085\r\n"
                                + "X-Odd: \u0085\u009f\u00ff\r\nUser-Agent: \u0085\r\nContent-Type: " + FORM + "\r\n",
                        mark -> latin("words=" + mark + "%C3%28")),
                new Attack(
                        "a site that is none",
                        "Sec-Fetch-Site: \u0085\r\nOrigin: \u0085\r\nContent-Type: " + FORM + "\r\n",
                        mark -> latin("words=" + mark + "%C3%28")),
                new Attack(
                        "NUL in a header",
                        "X-Odd: a\0b\r\nContent-Type: " + FORM + "\r\n",
                        mark -> latin("words=" + mark)),
                new Attack(
                        "a header without a name",
                        ": odd\r\nContent-Type: " + FORM + "\r\n",
                        mark -> latin("words=" + mark)),
                new Attack(
                        "a header that is huge",
                        "X-Odd: " + "x".repeat(40_000) + "\r\nContent-Type: " + FORM + "\r\n",
                        mark -> latin("words=" + mark)));
    }

    private static Attack text(String name, String type, Function<String, String> body) {
        return new Attack(name, "Content-Type: " + type + "\r\n", mark -> latin(body.apply(mark)));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String part(String field, String file) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + file + "\"\r\n\r\n";
    }

    private static byte[] filed(byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(latin(part("file", "noise.bin")));
        body.writeBytes(file);
        body.writeBytes(latin("\r\n--edge--\r\n"));
        return body.toByteArray();
    }

    private static String laughs(String mark) {
        var text = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"" + mark + "\">");
        for (var i = 1; i < 10; i++) {
            text.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text.append("]><report>&a9;</report>").toString();
    }

    private static byte[] zipped(String mark) {
        try {
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(latin("words=" + mark));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bomb(String mark) {
        try {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry(mark));
                zip.write(new byte[50 << 20]);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A drawing of one point whose header says that it is 65,000 points wide and high. */
    private static byte[] picture(String mark) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", bytes);
            var picture = java.nio.ByteBuffer.wrap(bytes.toByteArray());
            picture.putInt(16, 65_000).putInt(20, 65_000);
            var checksum = new java.util.zip.CRC32();
            checksum.update(picture.array(), 12, 17);
            picture.putInt(29, (int) checksum.getValue());
            bytes.reset();
            bytes.writeBytes(picture.array());
            bytes.writeBytes(latin(mark));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<Arguments> everything() {
        return doors().stream().flatMap(door -> attacks().stream().map(attack -> Arguments.of(door, attack)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everything")
    void whatIsSentWrongIsRefusedWithACodeAndKeptIfItMayBeAReport(Door door, Attack attack) {
        var mark = "zq" + UUID.randomUUID().toString().replace("-", "");
        var body = attack.body().apply(mark);
        var before = kept();
        var answer = wire.send("POST " + door.path(), headers(door, attack), body);
        if (answer.status() == 0 && attack.name().contains("too long")) {
            // Whoever breaks off in the middle of a form of the desk may find nobody to listen to the answer.
            ready();
            return;
        }
        harmless(answer, mark, door.formComesBack());
        if (door.keeps() && received(answer)) {
            assertThat(holds(before, body)).as("kept: " + answer).isTrue();
        }
        ready();
    }

    private String headers(Door door, Attack attack) {
        var own = door.path().startsWith("/desk") || door.formComesBack() ? "" : login;
        var key = "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
        var signed = door.path().startsWith("/desk/") && !door.path().matches("/desk/(sign-in|join).*")
                ? "Cookie: " + cookie() + "\r\n"
                : "";
        return own + key + signed + attack.headers();
    }

    private String cookie() {
        return DeskBrowser.signedIn(node, sessions.open(supervisor.id())).cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static void harmless(RawHttp.Answer answer, String mark, boolean formComesBack) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 499);
        assertThat(answer.body()).doesNotContainPattern(LEAK).doesNotContain("<" + mark);
        assertThat(answer.head()).doesNotContain(mark);
        if (answer.status() >= 400 && answer.status() != 422) {
            assertThat(answer.body()).containsPattern(CODE);
        }
        if (!(formComesBack && answer.status() < 500)) {
            assertThat(answer.body()).doesNotContain(mark);
        }
    }

    /**
     * A request that broke off or whose framing was refused was not received; a form that came back, or whose page says that it is
     * too long and still with its writer, is not lost either.
     */
    private static boolean received(RawHttp.Answer answer) {
        return answer.status() >= 400
                && answer.status() != 422
                && Stream.of("broken-request", "broke off", "broken-framing", "<code>too-long</code>")
                        .noneMatch(answer.body()::contains);
    }

    private Set<UUID> kept() {
        return new TreeSet<>(
                database.sql("SELECT id FROM report.unread").query(UUID.class).list());
    }

    /** Whether something was kept since that begins what was sent: a door keeps no more than it takes. */
    private boolean holds(Set<UUID> before, byte[] sent) {
        return kept().stream()
                .filter(id -> !before.contains(id))
                .map(id -> reports.readUnread(supervisor, id, "sorting").bytes())
                .anyMatch(bytes -> bytes.length > 0
                        && Arrays.equals(bytes, Arrays.copyOf(sent, bytes.length))
                        && (bytes.length == sent.length || bytes.length >= 256 * 1024));
    }

    private void ready() {
        assertThat(wire.send("GET /health/ready", "", new byte[0]).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//desk/queue",
                "/desk;x=1/queue",
                "/%64esk/queue",
                "/%2564esk/queue",
                "/desk/..%2fqueue",
                "/desk/%2e/queue",
                "/desk/./queue",
                "/en/../desk/queue",
                "/desk\\queue",
                "/desk%5cqueue",
                "/DESK/queue",
                "/desk/queue/",
                "/desk/queue.json",
                "/desk/queue%00",
                "/desk/queue%0a",
                "http://other.example/desk/queue",
                "/static/../application.properties",
                "/static/%2e%2e/application.properties",
                "/static/..%2fapplication.properties",
                "/static/%252e%252e/application.properties",
                "/static/..;/application.properties",
                "/static/%c0%ae%c0%ae/application.properties",
                "/static//etc/passwd",
                "/static/file:/etc/passwd",
                "/desk/reports/%00",
                "/desk/reports/%F0%28%8C%28",
                "/desk/queue?after=%00",
                "/desk/audit?skip=9e9",
                "/desk/audit?stream=%00",
                "/desk/queue?%00=%",
                "/en/status?%",
                "/error",
                "/ispws/%2e%2e/desk/queue",
                "/api/v1/reports/%27",
                "/api/v1/outcomes?since=999999999999999999",
                "/desk/reports/00000000-0000-0000-0000-000000000000",
                "/desk/reports/0-0-0-0-0",
                "/desk/referrals/x/package",
                "/desk/looks/%00",
                "/desk/join/%00",
                "/en/%00",
                "/{language}/report",
                "/en/advice?<script>"
            })
    void noTrickWithThePathGetsPastTheGate(String path) {
        for (var method : List.of("GET", "POST", "PUT", "OPTIONS", "HEAD", "PROPFIND")) {
            var answer = wire.send(method + " " + path, "Content-Type: " + FORM + "\r\n", latin("csrf=x"));
            assertThat(answer.status()).as("%s %s", method, answer).isBetween(200, 499);
            assertThat(answer.body())
                    .as("%s %s", method, path)
                    .doesNotContain("spring.", "root:x", "class=\"ledger\"")
                    .doesNotContainPattern(LEAK);
            if (answer.status() >= 400 && !method.equals("HEAD")) {
                assertThat(answer.body()).as("%s %s", method, path).containsPattern(CODE);
            }
            var signedIn = wire.send(
                    method + " " + path,
                    "Cookie: " + cookie() + "\r\n" + login + "Content-Type: " + FORM + "\r\n",
                    latin("csrf=x"));
            assertThat(signedIn.status()).as("%s %s", method, signedIn).isBetween(200, 499);
            assertThat(signedIn.body()).doesNotContain("spring.", "root:x").doesNotContainPattern(LEAK);
        }
        ready();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/me/end-sessions",
                "/%64esk/me/end-sessions",
                "/des%6b/me/end-sessions",
                "/desk/%6de/end-sessions"
            })
    void nothingIsChangedWithoutTheTokenOfTheFormOrFromAnotherSite(String path) {
        var session = sessions.open(supervisor.id());
        var browser = DeskBrowser.signedIn(node, session);
        var token = DeskBrowser.field(browser.get("/desk/me"), "csrf");
        assertThat(browser.post(path, Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post(path, Map.of("csrf", "")).statusCode()).isEqualTo(403);
        for (var site : List.of("cross-site", "same-site", "nonsense", "")) {
            assertThat(browser.postFrom(site, path, Map.of("csrf", token)).statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(browser.get("/desk/me").statusCode()).isEqualTo(200);
        assertThat(browser.postFrom("same-origin", path, Map.of("csrf", token)).statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk/sign-in/code", "/%64esk/sign-in/code", "/desk/join/x/code", "/des%6b/join/x/code"})
    void nobodyIsSignedInFromAnotherSite(String path) {
        var answer = wire.send(
                "POST " + path,
                "Sec-Fetch-Site: cross-site\r\nContent-Type: " + FORM + "\r\n",
                latin("name=a&passphrase=b&code=c"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("other-site");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/hosts",
                "/desk/units",
                "/desk/providers",
                "/desk/lists",
                "/desk/language",
                "/desk/audit/check",
                "/desk/reports/00000000-0000-4000-8000-000000000000/referrals",
                "/desk/queue/00000000-0000-4000-8000-000000000000/fact",
                "/desk/removal/00000000-0000-4000-8000-000000000000/contact",
                "/desk/lists/00000000-0000-4000-8000-000000000000/entries",
                "/desk/unread/00000000-0000-4000-8000-000000000000/handled"
            })
    void evenAPersonOfStaffBreaksNothingWithOddFields(String path) {
        for (var odd :
                List.of("%00", "%C3%28", "", "x".repeat(100_000), "%F0%9F%A6%8A".repeat(400), "'%22%3Cb%3E%0d%0aX:y")) {
            var session = sessions.open(supervisor.id());
            var token = DeskBrowser.field(DeskBrowser.signedIn(node, session).get("/desk/me"), "csrf");
            var fields = Stream.of(
                            "pattern",
                            "name",
                            "email",
                            "country",
                            "language",
                            "source",
                            "unit",
                            "recipient",
                            "escrow",
                            "kind",
                            "basis",
                            "request",
                            "fact",
                            "hashes",
                            "provenance",
                            "classification",
                            "note",
                            "reason",
                            "here",
                            "thing")
                    .map(field -> field + "=" + odd)
                    .collect(Collectors.joining("&"));
            var answer = wire.send(
                    "POST " + path,
                    "Cookie: " + Sessions.COOKIE + "=" + session.value() + "\r\nContent-Type: " + FORM + "\r\n",
                    latin("csrf=" + token + "&" + fields));
            assertThat(answer.status())
                    .as("%s: %s", odd.substring(0, Math.min(20, odd.length())), answer)
                    .isBetween(200, 499);
            assertThat(answer.body()).doesNotContainPattern(LEAK);
            assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("\nx:y");
        }
    }

    @Test
    void theDoorsAreTheOnesThatTheTableNames() {
        assertThat(everything().count()).isGreaterThan(1_000);
    }
}
