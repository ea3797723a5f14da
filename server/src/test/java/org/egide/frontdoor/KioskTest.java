package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;

/** The front door on a shared computer. */
@EgideTest
final class KioskTest {
    private static final Pattern LEADS = Pattern.compile("(?:href|action|formaction)=\"([^\"]*)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final TestNode node;
    private final Messages messages;

    /** A browser with the one cookie that the kiosk has. */
    private Optional<String> cookie = Optional.empty();

    KioskTest(TestNode node, Messages messages, Desks desks, People people) {
        this.node = node;
        this.messages = messages;
        people.create("Ann " + UUID.randomUUID(), desks.receiving().id(), Set.of(Role.ANALYST));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        cookie.ifPresent(value -> request.header("Cookie", value));
        try {
            var answer = node.http()
                    .send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
            answer.headers()
                    .firstValue("Set-Cookie")
                    .map(set -> set.split(";", 2)[0])
                    .ifPresent(set -> cookie = set.endsWith("=") ? Optional.empty() : Optional.of(set));
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> opens(String path) {
        return send(HttpRequest.newBuilder(node.url(path)).GET());
    }

    private HttpResponse<String> posts(String path, Map<String, String> form) {
        return send(HttpRequest.newBuilder(node.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Visitor.encoded(form), StandardCharsets.UTF_8)));
    }

    private static String action(HttpResponse<String> page) {
        var found = Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"").matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> presses(HttpResponse<String> page, String name, String value) {
        var form = new LinkedHashMap<String, String>();
        HIDDEN.matcher(page.body()).results().forEach(found -> form.put(found.group(1), found.group(2)));
        form.put(name, value);
        return posts(action(page), form);
    }

    private static void staysInside(Language language, HttpResponse<String> page) {
        var html = page.body();
        assertThat(html).doesNotContain("tel:", "href=\"/leave\"", "http-equiv");
        assertThat(LEADS.matcher(html).results().map(found -> found.group(1)))
                .as(html)
                .allMatch(address -> address.startsWith("#")
                        || address.startsWith("/static/")
                        || address.matches("/[a-z]{2}/kiosk(/.*|\\?.*)?"));
        assertThat(html).contains("href=\"/" + language.code() + "/kiosk/next\"");
    }

    @Test
    void R68_2_aChildTellsAtAKioskAndNoLinkLeadsOut() {
        for (var language : Language.values()) {
            var start = opens("/" + language.code() + "/kiosk");
            staysInside(language, start);
            var page = opens("/" + language.code() + "/kiosk/talk");
            staysInside(language, page);
            for (var question : Question.values()) {
                page = presses(page, question.field(), question == Question.WHAT ? "SHARED" : "UNKNOWN");
                assertThat(page.statusCode()).isEqualTo(200);
                staysInside(language, page);
            }
            page = presses(page, "step", "send");
            staysInside(language, page);
            assertThat(page.body())
                    .contains("<ol class=\"code\"", messages.text(language, "kiosk.paper"))
                    .doesNotContain("/device");
            assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        }
    }

    @Test
    void R68_2_everyOtherPageOfTheKioskStaysInsideToo() {
        opens("/en/kiosk");
        for (var path : List.of("/advice", "/advice/threat", "/advice/under-10", "/status", "/numbers", "")) {
            var page = opens("/en/kiosk" + path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            staysInside(Language.EN, page);
        }
        for (var path : List.of("/device", "/report", "/report/school", "/kiosk")) {
            assertThat(opens("/en/kiosk" + path).headers().firstValue("location"))
                    .as(path)
                    .contains("/en/kiosk");
        }
    }

    @Test
    void R68_2_afterNextPersonWhatTheBrowserRemembersOpensNothing() {
        opens("/en/kiosk");
        var asked = presses(opens("/en/kiosk/talk"), "who", "ME");
        var remembered = action(asked);
        assertThat(posts(remembered, Map.of("who", "ME")).statusCode()).isEqualTo(200);
        var next = opens("/en/kiosk/next");
        assertThat(next.statusCode()).isEqualTo(303);
        assertThat(next.headers().firstValue("location")).contains("/en/kiosk");
        assertThat(next.headers().firstValue("clear-site-data").orElse("")).contains("cookies", "cache", "storage");
        assertThat(cookie).isEmpty();
        var again = posts(remembered, Map.of("who", "ME"));
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(again.body()).isEmpty();
        opens("/en/kiosk");
        assertThat(posts(remembered, Map.of("who", "ME")).statusCode())
                .as("nor in the turn of the next one")
                .isEqualTo(303);
    }

    @Test
    void R43_2_outsideTheKioskNothingIsChangedAndNoCookieIsSet() {
        var page = opens("/en/talk");
        assertThat(page.body()).contains("href=\"/leave\"", "action=\"/en/talk\"");
        assertThat(page.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void aLinkThatNobodyThoughtOfLosesItsAddress() {
        var page = new KioskPage(Language.EN, "t", messages)
                .inside(
                        "<a href=\"https://a.example/\">out</a><a href=\"/desk\">desk</a><a href=\"mailto:x\">m</a>"
                                + "<a class=\"leave\" href=\"/leave\" rel=\"noreferrer\">Leave</a>"
                                + "<a href=\"/fr/talk\">fr</a><form action=\"https://a.example/\"><button formaction=\"/ar/talk\">");
        assertThat(page)
                .isEqualTo("<span>out</span><span>desk</span><span>m</span>"
                        + "<a class=\"leave\" href=\"/en/kiosk/next\">Next person</a>"
                        + "<a href=\"/fr/kiosk/talk\">fr</a><form action=\"/en/kiosk\">"
                        + "<button formaction=\"/ar/kiosk/talk?turn=t\">");
    }
}
