package org.egide.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.AuditTrail;
import org.egide.platform.web.Anyone;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sessions and the gate before every endpoint. */
@EgideTest
@Import(SessionsTest.Endpoints.class)
final class SessionsTest {
    private final TestNode node;
    private final Desks desks;
    private final People people;
    private final Sessions sessions;
    private final SettableClock clock;
    private final AuditTrail trail;

    SessionsTest(TestNode node, Desks desks, People people, Sessions sessions, SettableClock clock, AuditTrail trail) {
        this.node = node;
        this.desks = desks;
        this.people = people;
        this.sessions = sessions;
        this.clock = clock;
        this.trail = trail;
    }

    /** Endpoints that exist for this test only. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Endpoints {
        @Bean
        Probe probe() {
            return new Probe();
        }
    }

    @RestController
    static final class Probe {
        @GetMapping("/desk/probe/forgotten")
        String forgotten() {
            return "open";
        }

        @GetMapping("/desk/probe/supervisor")
        @ForStaff(Role.SUPERVISOR)
        String supervisor(Person person) {
            return "open for " + person.id();
        }

        @GetMapping("/desk/probe/again")
        @ForStaff(value = Role.ANALYST, again = true)
        String again() {
            return "open";
        }

        @PostMapping("/desk/probe/act")
        @ForStaff(Role.ANALYST)
        String act() {
            return "done";
        }

        @GetMapping("/probe/anyone")
        @Anyone(why = "a test")
        String anyone() {
            return "open";
        }
    }

    private Person somebody(Role role) {
        return people.create("Kim " + UUID.randomUUID(), desks.receiving().id(), Set.of(role));
    }

    private DeskBrowser browser(Role role) {
        return DeskBrowser.signedIn(node, sessions.open(somebody(role).id()));
    }

    @Test
    void aSessionEndsAfterHalfAnHourWithoutUse() {
        var browser = browser(Role.ANALYST);
        clock.advance(Duration.ofMinutes(29));
        assertThat(browser.get("/desk/me").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(29));
        assertThat(browser.get("/desk/me").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(30));
        assertThat(browser.get("/desk/me").statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionEndsAfterTenHoursHoweverMuchItIsUsed() {
        var browser = browser(Role.ANALYST);
        for (var use = 0; use < 29; use++) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(browser.get("/desk/me").statusCode()).isEqualTo(200);
        }
        clock.advance(Duration.ofMinutes(20));
        assertThat(browser.get("/desk/me").headers().firstValue("Location")).hasValue("/desk/sign-in?to=%2Fdesk%2Fme");
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        var browser = browser(Role.ANALYST);
        var token = browser.cookies().getOrDefault(Sessions.COOKIE, "");
        var page = browser.get("/desk/me");
        assertThat(browser.post("/desk/sign-out", Map.of("csrf", DeskBrowser.field(page, "csrf")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(DeskBrowser.signedIn(node, new SecretToken(token))
                        .get("/desk/me")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void allSessionsOfAPersonCanBeEnded() {
        var person = somebody(Role.ANALYST);
        var one = DeskBrowser.signedIn(node, sessions.open(person.id()));
        var two = DeskBrowser.signedIn(node, sessions.open(person.id()));
        assertThat(sessions.endAll(person.id(), person.actor())).isEqualTo(2);
        assertThat(one.get("/desk/me").statusCode()).isEqualTo(303);
        assertThat(two.get("/desk/me").statusCode()).isEqualTo(303);
    }

    @Test
    void aFormWithoutItsTokenOrWithThatOfAnotherSessionChangesNothing() {
        var browser = browser(Role.ANALYST);
        var other = browser(Role.ANALYST).get("/desk/me");
        assertThat(browser.post("/desk/probe/act", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/desk/probe/act", Map.of("csrf", DeskBrowser.field(other, "csrf")))
                        .statusCode())
                .isEqualTo(403);
        var own = DeskBrowser.field(browser.get("/desk/me"), "csrf");
        assertThat(browser.postFrom("cross-site", "/desk/probe/act", Map.of("csrf", own))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/desk/probe/act", Map.of("csrf", own)).body()).isEqualTo("done");
    }

    @Test
    void anEndpointThatNamesNobodyAnswersNobody() {
        assertThat(browser(Role.ADMINISTRATOR).get("/desk/probe/forgotten").statusCode())
                .isEqualTo(403);
        assertThat(new DeskBrowser(node).get("/desk/probe/forgotten").statusCode())
                .isEqualTo(403);
        assertThat(new DeskBrowser(node).get("/probe/anyone").body()).isEqualTo("open");
    }

    @Test
    void aMissingRoleIsRefusedAndRecorded() {
        var person = somebody(Role.ANALYST);
        var browser = DeskBrowser.signedIn(node, sessions.open(person.id()));
        assertThat(browser.get("/desk/probe/supervisor").statusCode()).isEqualTo(403);
        assertThat(trail.of("person:" + person.id())).anySatisfy(row -> {
            assertThat(row.action()).isEqualTo("staff.refused");
            assertThat(row.details()).containsEntry("endpoint", "GET /desk/probe/supervisor");
        });
        assertThat(browser(Role.SUPERVISOR).get("/desk/probe/supervisor").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSensitiveEndpointNeedsAProofOfTheLastFiveMinutes() {
        var browser = browser(Role.ANALYST);
        assertThat(browser.get("/desk/probe/again").body()).isEqualTo("open");
        clock.advance(Duration.ofMinutes(5));
        var answer = browser.get("/desk/probe/again");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/desk/again?to=%2Fdesk%2Fprobe%2Fagain");
    }

    @Test
    void whoIsNotSignedInIsSentToTheSignInPageOrRefused() {
        var nobody = new DeskBrowser(node);
        assertThat(nobody.get("/desk/me").headers().firstValue("Location")).hasValue("/desk/sign-in?to=%2Fdesk%2Fme");
        assertThat(nobody.post("/desk/probe/act", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void signingInNeverLeadsAwayFromTheDesk() {
        assertThat(ReturnPath.checked("https://evil.example/")).isEqualTo("/desk");
        assertThat(ReturnPath.checked("//evil.example/desk")).isEqualTo("/desk");
        assertThat(ReturnPath.checked("/desk//evil.example")).isEqualTo("/desk");
        assertThat(ReturnPath.checked("/desk/../x")).isEqualTo("/desk");
        assertThat(ReturnPath.checked("/desk\\evil")).isEqualTo("/desk");
        assertThat(ReturnPath.checked("/desk/audit?stream=report&before=12"))
                .isEqualTo("/desk/audit?stream=report&before=12");
    }

    @Test
    void everyAnswerCarriesTheHeadersOfSafetyAndNoContainerSession() {
        for (var path : new String[] {
            "/desk/sign-in", "/probe/anyone", "/nowhere", "/desk/probe/forgotten", "/static/desk.css", "/a;b"
        }) {
            var headers = new DeskBrowser(node).get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'none'; style-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(headers.allValues("Set-Cookie").toString()).as(path).doesNotContain("JSESSIONID");
            // Style and scripts say nothing of anybody and are fetched once, for slow lines (R2); leaving drops them
            // too.
            assertThat(headers.firstValue("Cache-Control"))
                    .as(path)
                    .hasValue(path.startsWith("/static/") ? "max-age=600, private" : "no-store");
        }
    }

    @Test
    void theCookieOfASessionIsOutOfReachOfScriptsAndOtherSites() {
        var cookie = sessions.cookie(SecretToken.random()).toString();
        assertThat(cookie).contains("; Path=/desk", "; HttpOnly", "; SameSite=Strict");
    }
}
