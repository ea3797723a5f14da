package org.egide.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.Browsers;
import org.egide.testing.EgideTest;
import org.egide.testing.Firefox;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leaving (R4): what somebody who looks at the browser afterwards finds of us. */
@EgideTest
@Tag("browser")
final class LeavingTest {
    /** A page that looks ordinary, in place of the one that a country chooses. */
    private static final String ELSEWHERE = "https://elsewhere.example/";

    private static final String BEFORE = "https://before.example/";

    private static final int COVERED_MILLIS = 300;

    private static Browsers browsers;

    private final TestNode node;

    LeavingTest(TestNode node, Desks desks, People people) {
        this.node = node;
        people.create("Invented Supervisor", desks.receiving().id(), Set.of(Role.SUPERVISOR));
    }

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void R4_theWholePathIsOneEntryWithOneNeutralTitleIconAndAddress() {
        try (var context = context(true)) {
            var page = before(context);
            page.navigate(node.url("/").toString());
            var seen = new ArrayList<String>();
            seen.add(trace(page));
            click(page, "main a[href='/en/talk']");
            seen.add(trace(page));
            for (var answer : List.of("13-15", "ME", "THREAT", "ONLINE", "REMOVE")) {
                click(page, "button[value='" + answer + "']");
                seen.add(trace(page));
            }
            click(page, "button[value=send]");
            assertThat(page.locator(".code li").count()).isEqualTo(8);
            seen.add(trace(page));
            click(page, "main a[href='/en/advice']");
            seen.add(trace(page));
            assertThat(Set.copyOf(seen)).containsExactly("Notes /static/neutral.svg " + node.url("/"));
            assertThat(history(page))
                    .extracting(LeavingTest::url)
                    .containsExactly(BEFORE, node.url("/").toString());
        }
    }

    @Test
    void R4_afterLeavingBackShowsNothingOfOursAndTheBrowserKeepsNothing() {
        try (var context = context(true)) {
            var page = told(context);
            page.click("a.leave");
            page.waitForURL(ELSEWHERE);
            assertThat(history(page)).extracting(LeavingTest::url).containsExactly(BEFORE, ELSEWHERE);
            page.goBack();
            assertThat(page.url()).isEqualTo(BEFORE);
            assertThat(page.content()).doesNotContain("Notes");
            page.goForward();
            assertThat(page.url()).isEqualTo(ELSEWHERE);
            nothingKept(context);
        }
    }

    @Test
    void R4_inFirefoxTooBackAfterLeavingShowsNothingOfOurs() {
        try (var firefox = Firefox.open(Map.of())) {
            firefox.navigate("data:text/html,<title>before</title><h1>before</h1>");
            firefox.navigate(node.url("/en/").toString());
            var entries = firefox.evaluate("history.length");
            firefox.press("main a[href='/en/talk']");
            for (var answer : List.of("13-15", "ME", "THREAT")) {
                firefox.press("main button[value='" + answer + "']");
            }
            assertThat(firefox.evaluate("history.length"))
                    .as("one entry for all steps")
                    .isEqualTo(entries);
            assertThat(firefox.cookies()).isZero();
            firefox.leaveBy("a.leave", "https://");
            firefox.back();
            assertThat(firefox.address()).startsWith("data:");
            assertThat(firefox.title()).isEqualTo("before");
        }
    }

    @Test
    void R4_withoutScriptsTheLinkLeadsOutAndTheBrowserIsAskedToForget() {
        try (var context = context(false)) {
            var page = context.newPage();
            page.navigate(node.url("/en/talk").toString());
            page.click("button[value='13-15']");
            assertThat(page.title()).isEqualTo("Notes");
            page.click("a.leave");
            page.waitForURL(ELSEWHERE);
            assertThat(context.cookies()).isEmpty();
            // What the page says of itself without scripts: the addresses stay, each with the neutral title.
            assertThat(history(page).subList(0, history(page).size() - 1)).allSatisfy(entry -> {
                assertThat(url(entry)).doesNotContain("13-15");
                assertThat(entry.get("title").getAsString()).isIn("Notes", "");
            });
        }
    }

    @Test
    void R4_thePageIsCoveredWithinThreeHundredMillisecondsHoweverSlowTheNextPageIs() {
        for (var way : List.<java.util.function.Consumer<Page>>of(
                page -> {
                    // A press of the mouse alone waits for nothing.
                    var button = page.locator("a.leave").first().boundingBox();
                    page.mouse().click(button.x + button.width / 2, button.y + button.height / 2);
                },
                LeavingTest::shiftThrice)) {
            try (var context = context(true)) {
                var held = new ArrayList<Route>();
                var millis = new ArrayList<Double>();
                var covered = new ArrayList<List<String>>();
                var page = context.newPage();
                page.exposeFunction("told", told -> {
                    millis.add(((Number) told[0]).doubleValue());
                    covered.add(List.of(String.valueOf(told[1]), String.valueOf(told[2])));
                    return "";
                });
                page.addInitScript("""
                        new PerformanceObserver((list) => list.getEntriesByName("covered").forEach((mark) =>
                          told(mark.duration, getComputedStyle(document.body).display, document.title)))
                          .observe({ type: "measure" });
                        """);
                page.navigate(node.url("/en/").toString());
                click(page, "main a[href='/en/talk']");
                // Later routes go first: the way out is asked for and not answered yet.
                page.route("**/leave", held::add);
                way.accept(page);
                page.waitForCondition(() -> !covered.isEmpty() && !held.isEmpty());
                assertThat(covered.getFirst()).isEqualTo(List.of("none", "\u00a0"));
                assertThat(millis.getFirst()).isPositive().isLessThan(COVERED_MILLIS);
                held.getFirst().abort();
            }
        }
    }

    @Test
    void R4_leavingIsTheFirstStopOfTheTabKeyAndTheLastBeforeTheText() {
        try (var context = context(true)) {
            var page = context.newPage();
            page.navigate(node.url("/en/").toString());
            page.keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("/leave");
            click(page, "main a[href='/en/talk']");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
            assertThat(page.getAttribute("main", "aria-label")).isEqualTo("How old are you?");
            page.keyboard().press("Shift+Tab");
            assertThat(focused(page)).isEqualTo("/leave");
            assertThat(page.locator(":focus").isVisible()).isTrue();
            page.keyboard().press("Enter");
            page.waitForURL(ELSEWHERE);
        }
    }

    @Test
    void R4_fromTheFingerprintPageWhichMayFetchNothingBackLeadsOutToo() {
        try (var context = context(true)) {
            var page = before(context);
            page.navigate(node.url("/").toString());
            click(page, "main a[href='/en/talk']");
            for (var answer : List.of("13-15", "ME", "SHARED", "ONLINE", "REMOVE", "send")) {
                click(page, "button[value='" + answer + "']");
            }
            page.click("form[action='/en/device'] button");
            page.waitForURL("**/en/device");
            page.goBack();
            page.waitForURL(ELSEWHERE);
            assertThat(history(page))
                    .extracting(LeavingTest::url)
                    .doesNotContain(node.url("/").toString());
            assertThat(page.content()).doesNotContain("Notes");
        }
    }

    @Test
    void C1_a_aBrokenLineLosesNoAnswerAndNoWord() {
        try (var context = context(true)) {
            var page = context.newPage();
            page.navigate(node.url("/en/talk").toString());
            for (var answer : List.of("16-17", "ME", "OFF", "ONLINE", "JUST_TELL")) {
                click(page, "button[value='" + answer + "']");
            }
            page.fill("#words", "it rained");
            context.setOffline(true);
            page.locator("button[value=send]").first().click();
            page.locator("[data-failed]").waitFor();
            assertThat(page.inputValue("#words")).isEqualTo("it rained");
            context.setOffline(false);
            click(page, "button[value=send]");
            assertThat(page.locator(".code li").count()).isEqualTo(8);
        }
    }

    @Test
    void anotherLanguageTakesThePlaceOfThePageToo() {
        try (var context = context(true)) {
            var page = before(context);
            page.navigate(node.url("/en/").toString());
            click(page, "nav a[hreflang=ar]");
            assertThat(page.evaluate("document.documentElement.dir")).isEqualTo("rtl");
            assertThat(page.evaluate("document.documentElement.lang")).isEqualTo("ar");
            assertThat(history(page)).hasSize(2);
        }
    }

    private Page told(BrowserContext context) {
        var page = before(context);
        page.navigate(node.url("/").toString());
        click(page, "main a[href='/en/talk']");
        for (var answer : List.of("10-12", "FRIEND", "SHARED", "ONLINE", "10-12", "REMOVE", "send")) {
            click(page, "button[value='" + answer + "']");
        }
        assertThat(page.locator(".code li").count()).isEqualTo(8);
        return page;
    }

    private void nothingKept(BrowserContext context) {
        assertThat(context.cookies()).isEmpty();
        var page = context.newPage();
        page.navigate(node.url("/static/neutral.svg").toString());
        assertThat(page.evaluate("""
                        async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,
                          (await indexedDB.databases()).length, document.cookie.length].join()
                        """)).isEqualTo("0,0,0,0,0");
    }

    /** Presses, and waits until the next page stands in place of this one. */
    private static void click(Page page, String selector) {
        page.evaluate("document.body.dataset.old = 'yes'");
        page.locator(selector).first().click();
        page.waitForFunction("() => !document.body.dataset.old");
    }

    private static void shiftThrice(Page page) {
        for (var press = 0; press < 3; press++) {
            page.keyboard().press("Shift");
        }
    }

    private static String trace(Page page) {
        return page.title() + " " + page.getAttribute("link[rel=icon]", "href") + " " + page.url();
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.getAttribute('href')"));
    }

    private static String url(JsonObject entry) {
        return entry.get("url").getAsString();
    }

    /** The browser's own list of what Back and Forward lead to. */
    private static List<JsonObject> history(Page page) {
        var entries = page.context()
                .newCDPSession(page)
                .send("Page.getNavigationHistory")
                .getAsJsonArray("entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.getAsJsonObject())
                .filter(entry -> !url(entry).equals("about:blank"))
                .toList();
    }

    private static Page before(BrowserContext context) {
        var page = context.newPage();
        page.navigate(BEFORE);
        return page;
    }

    /** A phone; the pages of others are stood in for, so that nothing leaves this machine. */
    private BrowserContext context(boolean scripts) {
        var context = browsers.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setLocale("en-GB")
                        .setJavaScriptEnabled(scripts));
        for (var other : List.of(ELSEWHERE, BEFORE)) {
            context.route(
                    other,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<!doctype html><title>Elsewhere</title><p>An ordinary page")));
        }
        context.route("**/leave", route -> {
            var answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.headers()).containsKey("clear-site-data");
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(200)
                    .setHeaders(Map.of("Clear-Site-Data", answer.headers().get("clear-site-data")))
                    .setContentType("text/html")
                    .setBody("<!doctype html><meta http-equiv=refresh content='0;url=" + ELSEWHERE + "'>"));
        });
        return context;
    }
}
