package org.egide.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.egide.testing.Browsers;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole path of a child in a real browser: from the first page to a code. */
@EgideTest
@Tag("browser")
final class ChildPathTest {
    /** The longest way: a child who speaks for another, in danger. */
    private static final List<String> ANSWERS = List.of("7-9", "FRIEND", "THREAT", "DANGER", "10-12", "REMOVE", "send");

    private static final int JOURNEY = 60 * 1024;
    private static final double LINE = 50_000 / 8.0;
    private static final double ROUND_TRIP = 0.4;

    /** Connecting, agreeing on keys, the page, its style sheet. */
    private static final int FIRST_TRIPS = 4;

    private static final double PATIENCE = 3;

    /** A voice of the device and one from afar; what is spoken is written down. */
    private static final String VOICES = """
            (near) => {
              const far = { lang: "en-US", localService: false, name: "far" };
              window.spoken = [];
              window.SpeechSynthesisUtterance = function (text) { this.text = text; };
              Object.defineProperty(window, "speechSynthesis", { value: {
                speaking: false, pending: false,
                getVoices: () => near ? [far, { lang: near, localService: true, name: "near" }] : [far],
                speak: (line) => window.spoken.push([line.voice && line.voice.name, line.text]),
                cancel: () => { window.stopped = (window.stopped || 0) + 1; },
                addEventListener: () => {} } });
            }
            """;

    private static Browsers browsers;

    private final TestNode node;

    ChildPathTest(TestNode node, Desks desks, People people) {
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

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R1_aChildTellsWithoutScriptsInAtMostEightActivationsAndTypesNothing(Language language) {
        try (var context = phone(language, false, 360, 740)) {
            var page = context.newPage();
            page.navigate(node.url("/").toString());
            assertThat(page.getAttribute("html", "lang")).isEqualTo(language.code());
            page.click("main .warm a");
            var activations = 1;
            for (var answer : ANSWERS) {
                assertThat(page.locator("main [required], main input[type=file]")
                                .count())
                        .isZero();
                page.locator("main button[value='" + answer + "']").first().click();
                activations++;
            }
            assertThat(page.locator(".code li").count()).isEqualTo(8);
            assertThat(activations).isLessThanOrEqualTo(8);
            assertThat(context.cookies()).isEmpty();
        }
    }

    @Test
    void R2_theWholeJourneyIsSixtyKilobytesAndEveryPageIsThereInThreeSecondsOnASlowLine() {
        for (var language : List.of(Language.EN, Language.AR)) {
            try (var context = phone(language, false, 360, 740)) {
                var page = context.newPage();
                var kinds = new HashMap<String, String>();
                var bytes = new HashMap<String, Double>();
                var session = context.newCDPSession(page);
                session.send("Network.enable");
                session.on(
                        "Network.requestWillBeSent",
                        event -> kinds.put(id(event), event.get("type").getAsString()));
                session.on(
                        "Network.loadingFinished",
                        event -> bytes.merge(
                                kinds.getOrDefault(id(event), "Other"),
                                event.get("encodedDataLength").getAsDouble(),
                                Double::sum));
                page.navigate(node.url("/").toString());
                page.waitForLoadState();
                var usable = bytes.getOrDefault("Document", 0.0) + bytes.getOrDefault("Stylesheet", 0.0);
                var first = FIRST_TRIPS * ROUND_TRIP + usable / LINE;
                System.out.printf("%s first page %s, usable in %.2f s%n", language, bytes, first);
                assertThat(usable).isPositive();
                assertThat(first).isLessThan(PATIENCE);
                page.click("main .warm a");
                var slowest = 0.0;
                for (var answer : ANSWERS) {
                    var before = bytes.getOrDefault("Document", 0.0);
                    page.locator("main button[value='" + answer + "']").first().click();
                    page.waitForLoadState();
                    slowest = Math.max(slowest, ROUND_TRIP + (bytes.getOrDefault("Document", 0.0) - before) / LINE);
                }
                var all =
                        bytes.values().stream().mapToDouble(Double::doubleValue).sum();
                System.out.printf("%s journey %.0f bytes, slowest later page %.2f s%n", language, all, slowest);
                assertThat(all).isLessThanOrEqualTo(JOURNEY);
                assertThat(slowest).isBetween(ROUND_TRIP + 0.1, PATIENCE);
            }
        }
    }

    @Test
    void R2_onAnEmulatedSlowLineThePathIsWalkedToItsCode() {
        try (var context = phone(Language.EN, true, 360, 740)) {
            var page = context.newPage();
            var line = new JsonObject();
            line.addProperty("offline", false);
            line.addProperty("latency", 400);
            line.addProperty("downloadThroughput", LINE);
            line.addProperty("uploadThroughput", LINE);
            var session = context.newCDPSession(page);
            session.send("Network.enable");
            session.send("Network.emulateNetworkConditions", line);
            var start = System.nanoTime();
            page.navigate(node.url("/").toString());
            page.locator("main .warm a").waitFor();
            System.out.printf("emulated first page %.2f s%n", (System.nanoTime() - start) / 1e9);
            next(page, "main .warm a");
            for (var answer : ANSWERS) {
                var before = System.nanoTime();
                next(page, "main button[value='" + answer + "']");
                System.out.printf("emulated %s %.2f s%n", answer, (System.nanoTime() - before) / 1e9);
            }
            assertThat(page.locator(".code li").count()).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R15_noPageOfThePathHasAFindingOfAxe(Language language) {
        var findings = new ArrayList<String>();
        try (var context = phone(language, true, 360, 740)) {
            var page = context.newPage();
            page.navigate(node.url("/").toString());
            findings(page, findings);
            next(page, "main .warm a");
            findings(page, findings);
            for (var answer : ANSWERS) {
                next(page, "main button[value='" + answer + "']");
                findings(page, findings);
            }
        }
        assertThat(findings).isEmpty();
    }

    private static void findings(Page page, List<String> findings) {
        new AxeBuilder(page)
                .withTags(PublicPagesTest.WCAG)
                .analyze()
                .getViolations()
                .forEach(violation -> findings.add(page.locator("h1").innerText() + ": " + violation.getId() + " "
                        + violation.getNodes().getFirst().getHtml()));
    }

    @Test
    void R15_byKeyboardAloneAtFourHundredPercentThePathIsWalkedAndNothingScrollsSideways() {
        for (var scripts : List.of(true, false)) {
            // 1280 by 1024 pixels at 400 % are 320 by 256.
            try (var context = phone(Language.AR, scripts, 320, 256)) {
                var page = context.newPage();
                page.navigate(node.url("/").toString());
                byKeyboard(page, "main .warm a", scripts);
                for (var answer : ANSWERS) {
                    byKeyboard(page, "main button[value='" + answer + "']", scripts);
                }
                assertThat(page.locator(".code li").count()).isEqualTo(8);
            }
        }
    }

    private static void byKeyboard(Page page, String selector, boolean scripts) {
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        var reached = "([selector]) => document.activeElement === document.querySelector(selector)";
        for (var stops = 0; !(Boolean) page.evaluate(reached, List.of(selector)); stops++) {
            assertThat(stops).as(selector + " is reached by the Tab key").isLessThan(40);
            page.keyboard().press("Tab");
        }
        assertThat(page.evaluate("""
                        () => {
                          const at = document.activeElement.getBoundingClientRect();
                          return document.querySelector(".top").getBoundingClientRect().bottom <= at.bottom && at.top < innerHeight;
                        }
                        """)).as("the focus is in sight").isEqualTo(true);
        if (scripts) {
            page.evaluate("document.body.dataset.old = 'yes'");
            page.keyboard().press("Enter");
            page.waitForFunction("() => !document.body.dataset.old");
        } else {
            var before = page.locator("main").elementHandle();
            page.keyboard().press("Enter");
            page.waitForCondition(() -> gone(before));
            page.waitForLoadState();
        }
    }

    private static boolean gone(ElementHandle element) {
        try {
            return !(Boolean) element.evaluate("element => element.isConnected");
        } catch (PlaywrightException away) {
            return true;
        }
    }

    @Test
    void R15_aScreenReaderIsToldThePageItsQuestionAndItsAnswers() {
        try (var context = phone(Language.EN, true, 360, 740)) {
            var page = context.newPage();
            page.navigate(node.url("/en/talk").toString());
            next(page, "main button[value='13-15']");
            assertThat(page.locator("main").ariaSnapshot()).startsWith("""
                    - main "Who is it about?":
                      - paragraph: Question 2 of 6
                      - heading "Who is it about?" [level=1]
                      - group "Who is it about?":
                        - button "Me"
                        - button "A friend"
                        - button "Another child"
                      - button "I don’t know"
                      - button "I’d rather not say"
                    """.stripTrailing());
        }
    }

    @Test
    void R16_everyPageOfThePathIsReadAloudByAVoiceOfTheDeviceAndStops() {
        for (var voice : Map.of(Language.EN, "en-GB", Language.AR, "ar_EG").entrySet()) {
            try (var context = phone(voice.getKey(), true, 360, 740)) {
                context.addInitScript("(" + VOICES + ")('" + voice.getValue() + "')");
                var page = context.newPage();
                page.navigate(node.url("/").toString());
                listens(page);
                next(page, "main .warm a");
                for (var answer : ANSWERS) {
                    listens(page);
                    next(page, "main button[value='" + answer + "']");
                }
                listens(page);
            }
        }
    }

    @SuppressWarnings("unchecked") // The script returns pairs of strings.
    private static void listens(Page page) {
        page.evaluate("window.spoken.length = 0");
        page.click("button[data-listen]");
        assertThat(page.getAttribute("button[data-listen]", "aria-pressed")).isEqualTo("true");
        var spoken = (List<List<String>>) page.evaluate("window.spoken");
        assertThat(spoken).extracting(List::getFirst).containsOnly("near");
        var words = spoken.stream().map(List::getLast).toList();
        assertThat(words).contains(page.locator("h1").innerText());
        for (var part : page.locator("main .answers button, main p:visible").all()) {
            assertThat(String.join("\n", words)).contains(part.innerText().strip());
        }
        assertThat(words).doesNotContain("Français", "Español");
        var stops = ((Number) page.evaluate("window.stopped")).intValue();
        page.click("button[data-listen]");
        assertThat(page.getAttribute("button[data-listen]", "aria-pressed")).isEqualTo("false");
        assertThat(((Number) page.evaluate("window.stopped")).intValue()).isEqualTo(stops + 1);
    }

    @Test
    void R16_aVoiceFromAfarIsNeverUsedAndWithoutOneOfTheDeviceNothingIsOffered() {
        try (var context = phone(Language.EN, true, 360, 740)) {
            context.addInitScript("(" + VOICES + ")('')");
            var page = context.newPage();
            page.navigate(node.url("/en/talk").toString());
            assertThat(page.locator("button[data-listen]").isVisible()).isFalse();
        }
        try (var context = phone(Language.EN, false, 360, 740)) {
            var page = context.newPage();
            page.navigate(node.url("/en/talk").toString());
            assertThat(page.locator("button[data-listen]").isVisible()).isFalse();
            assertThat(page.locator("[data-plain]").isVisible()).isTrue();
        }
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    /** Presses, and waits until the next page stands in place of this one. */
    private static void next(Page page, String selector) {
        page.evaluate("document.body.dataset.old = 'yes'");
        page.locator(selector).first().click();
        page.waitForFunction("() => !document.body.dataset.old");
    }

    private static BrowserContext phone(Language language, boolean scripts, int width, int height) {
        return browsers.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale(language.code())
                        .setJavaScriptEnabled(scripts));
    }
}
