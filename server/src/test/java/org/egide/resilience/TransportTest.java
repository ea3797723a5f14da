package org.egide.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.egide.platform.Language;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Headers and transport (S8): on every answer of every address, and by any name the site is reached under. */
@EgideTest
final class TransportTest {
    private static final Pattern ABSOLUTE = Pattern.compile("(?:href|src|action|content)=\"(?:https?:)?//[^\"]*\"");

    private final RawHttp http;
    private final int port;
    private final List<RequestMappingHandlerMapping> mappings;

    TransportTest(TestNode node, List<RequestMappingHandlerMapping> mappings, People people, Desks desks) {
        this.port = node.url("/").getPort();
        this.http = new RawHttp(port);
        this.mappings = mappings;
        people.create("Invented Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
    }

    @Test
    void S8_everyAnswerOfEveryAddressCarriesTheHeadersWhateverIsAsked() {
        var paths = paths();
        assertThat(paths).hasSizeGreaterThan(80);
        for (var path : paths) {
            for (var method : List.of("GET", "HEAD", "OPTIONS", "POST", "DELETE")) {
                safe(method + " " + path, http.send(method + " " + path, "", new byte[0]));
            }
        }
    }

    @Test
    void S8_refusalsAndFailuresCarryThemToo() {
        var odd = List.of(
                "GET /nothing",
                "GET /en/nothing",
                "GET /desk/nothing",
                "GET /%zz",
                "GET /en/%00",
                "GET /en//talk;a=b",
                "GET /../etc",
                "BREW /en/talk",
                "GET /static/",
                "GET /static/nothing.css",
                "GET /api/v1/nothing",
                "GET /en/talk?%",
                "PUT /en/talk");
        for (var line : odd) {
            safe(line, http.send(line, "", new byte[0]));
        }
        safe("trace", http.send("TRACE /en/talk", "", new byte[0]));
        safe("a long header", http.send("GET /en/talk", "X-Long: " + "x".repeat(20_000) + "\r\n", new byte[0]));
        safe("a false length", http.send("POST /en/talk", "Content-Length: -1\r\n", new byte[0]));
        safe(
                "too much",
                http.send(
                        "POST /en/report",
                        "Content-Type: application/x-www-form-urlencoded\r\n",
                        "x".repeat(1 << 20).concat("yy").getBytes(StandardCharsets.UTF_8)));
        safe("a picture", http.send("POST /en/talk", "Content-Type: image/png\r\n", new byte[] {1, 2, 3}));
    }

    @Test
    void S8_noPageThatAsksOrAnswersIsShownBySearchEnginesOrInAFrame() {
        for (var path : List.of(
                "/en/talk", "/ar/status", "/en/report", "/en/chat", "/en/device", "/desk/sign-in", "/api/v1/x")) {
            var answer = http.send("GET " + path, "", new byte[0]);
            assertThat(answer.header("X-Robots-Tag")).as(path).hasValue("noindex, nofollow");
            assertThat(answer.header("X-Frame-Options")).as(path).hasValue("DENY");
        }
        for (var path : List.of("/", "/en/", "/en/advice")) {
            assertThat(http.send("GET " + path, "", new byte[0]).header("X-Robots-Tag"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void S8_theSiteWorksBehindAnOnionAddressAndAnyOtherName() {
        for (var host : List.of("f".repeat(56) + ".onion", "help.example", "HELP.example:8443")) {
            var named = new RawHttp(port, host);
            for (var language : Language.values()) {
                for (var page : List.of("", "/", "/talk", "/report", "/status", "/device", "/advice")) {
                    var answer = named.send("GET /" + language.code() + page, "", new byte[0]);
                    assertThat(answer.status()).as(host + page).isEqualTo(200);
                    relative(answer);
                }
            }
            var start = named.send("GET /", "Accept-Language: fr\r\n", new byte[0]);
            start.header("Location").ifPresent(to -> assertThat(to).startsWith("/"));
            var form = "who=ME".getBytes(StandardCharsets.UTF_8);
            var step = named.send("POST /en/talk", "Content-Type: application/x-www-form-urlencoded\r\n", form);
            assertThat(step.status()).isEqualTo(200);
            relative(step);
            assertThat(step.header("Strict-Transport-Security")).isEmpty();
            assertThat(step.header("Set-Cookie")).isEmpty();
        }
    }

    private static void relative(RawHttp.Answer answer) {
        var leave = "https://www.wikipedia.org/";
        assertThat(ABSOLUTE.matcher(answer.body().replace(leave, "")).results().map(found -> found.group()))
                .isEmpty();
    }

    private static void safe(String what, RawHttp.Answer answer) {
        assertThat(answer.status()).as(what).isPositive();
        var policy = answer.header("Content-Security-Policy").orElse("");
        assertThat(policy)
                .as(what)
                .contains("default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*", "nonce");
        assertThat(answer.header("Referrer-Policy")).as(what).hasValue("no-referrer");
        // Style and drawings may stay for a visit, and leaving clears them; no word that anybody said or read ever
        // stays.
        assertThat(answer.header("Cache-Control"))
                .as(what)
                .hasValueSatisfying(value -> assertThat(value)
                        .isIn(
                                what.contains("/static/")
                                        ? List.of("private, max-age=600", "max-age=600, private", "no-store")
                                        : List.of("no-store")));
        assertThat(answer.header("Cross-Origin-Opener-Policy")).as(what).hasValue("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).as(what).hasValue("same-origin");
        assertThat(answer.header("X-Content-Type-Options")).as(what).hasValue("nosniff");
        assertThat(answer.header("Server")).as(what).isEmpty();
        var permissions = answer.header("Permissions-Policy").orElse("");
        assertThat(permissions).as(what).contains("camera=()", "microphone=()", "geolocation=()", "payment=()");
        // The desk's passkeys are the one thing that any page may do.
        assertThat(permissions.replaceAll("publickey-credentials-(create|get)=\\(self\\)", ""))
                .as(what)
                .doesNotContain("self", "*");
        assertThat(answer.body())
                .as(what)
                .doesNotContainPattern("(?i)<[^>]*\\son[a-z]+\\s*=")
                .doesNotContainPattern("(?i)<style|\\sstyle=|javascript:")
                .doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=\"/static/)");
    }

    private Set<String> paths() {
        var paths = new TreeSet<String>();
        var found = new ArrayList<String>();
        mappings.forEach(
                mapping -> mapping.getHandlerMethods().keySet().forEach(info -> found.addAll(info.getPatternValues())));
        for (var pattern : found) {
            paths.add(pattern.replaceAll("\\{language:[^/]*}", "en")
                    .replaceAll("\\{[^}]*}", "x")
                    .replace("**", "x"));
        }
        paths.addAll(List.of(
                "/static/egide.css",
                "/static/desk.css",
                "/static/leave.js",
                "/static/mark.svg",
                "/static/device/worker.js"));
        paths.remove("/error");
        return paths;
    }
}
