package org.egide.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import org.springframework.test.context.TestConstructor;

/** The pages that children and the public see, in a real browser, with scripts and without, in every language. */
@EgideTest
@Tag("browser")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
final class PublicPagesTest {
    private static final List<String> LANGUAGES = List.of("en", "fr", "es", "ar");
    private static final List<String> PAGES = List.of(
            "/",
            "/talk",
            "/report",
            "/status",
            "/advice",
            "/device",
            "/doors",
            "/report/school",
            "/advice/threat",
            "/numbers");
    private static final int LIMIT = 30 * 1024;
    static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice");

    private static Browsers browsers;

    private final TestNode node;

    PublicPagesTest(TestNode node, Desks desks, People people) {
        this.node = node;
        // Without somebody to receive the forms are closed (R42.3), and the pages of closed doors would be looked at
        // instead.
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
    void R15_everyPageIsWithoutAFindingOfAxeInEveryLanguageLightAndDark() {
        var findings = new ArrayList<String>();
        for (var dark : List.of(false, true)) {
            try (var context = phone(true, dark)) {
                for (var path : paths()) {
                    var page = context.newPage();
                    page.navigate(node.url(path).toString());
                    var results = new AxeBuilder(page).withTags(WCAG).analyze();
                    for (Rule violation : results.getViolations()) {
                        findings.add(path + (dark ? " dark" : "") + ": " + violation.getId() + " "
                                + violation.getNodes().getFirst().getHtml());
                    }
                    page.close();
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void R2_everyPageWeighsAtMostThirtyKilobytesOverTheWire() {
        try (var context = phone(true, false)) {
            for (var path : paths()) {
                var page = context.newPage();
                var session = context.newCDPSession(page);
                var bytes = new ArrayList<Double>();
                session.send("Network.enable");
                session.on(
                        "Network.loadingFinished",
                        event -> bytes.add(event.get("encodedDataLength").getAsDouble()));
                page.navigate(node.url(path).toString());
                page.waitForLoadState();
                assertThat(bytes.stream().mapToDouble(Double::doubleValue).sum())
                        .as(path)
                        .isPositive()
                        .isLessThanOrEqualTo(LIMIT);
                page.close();
            }
        }
    }

    @Test
    void S8_noPageAsksAnyoneElseOrBreaksItsPolicyOrFailsOnTheConsole() {
        var faults = new TreeSet<String>();
        try (var context = phone(true, false)) {
            for (var path : paths()) {
                var page = context.newPage();
                var own = node.url("/").toString();
                page.onRequest(request -> {
                    if (!request.url().startsWith(own) && !request.url().startsWith("data:")) {
                        faults.add(path + " asks " + request.url());
                    }
                });
                page.onConsoleMessage(message -> {
                    if (Set.of("error", "warning").contains(message.type())) {
                        faults.add(path + " says " + message.text());
                    }
                });
                page.onPageError(error -> faults.add(path + " fails " + error));
                page.navigate(node.url(path).toString());
                page.waitForLoadState();
                page.close();
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void R15_nothingScrollsSidewaysAt320PixelsAndEveryTargetIsLargeEnough() {
        var faults = new ArrayList<String>();
        try (var context = browsers.browser().newContext(new Browser.NewContextOptions().setViewportSize(320, 640))) {
            for (var path : paths()) {
                var page = context.newPage();
                page.navigate(node.url(path).toString());
                if (((Number) page.evaluate("document.documentElement.scrollWidth")).intValue() > 320) {
                    faults.add(path + " scrolls sideways");
                }
                faults.addAll(smallTargets(page, path));
                page.close();
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> smallTargets(Page page, String path) {
        @SuppressWarnings("unchecked") // The script below returns strings only.
        var found = (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('main button, main form a, main input:not([type=hidden]), nav a, a.leave')]
                  .filter(e => e.offsetParent !== null && !e.closest('[aria-hidden=true]'))
                  .map(e => [e, (e.matches('input[type=radio],input[type=checkbox]') && e.closest('label') || e)])
                  .filter(([e, box]) => box.getBoundingClientRect().height < 43.5)
                  .map(([e, box]) => e.outerHTML.slice(0, 90) + ' ' + box.getBoundingClientRect().height)
                """);
        return found.stream().map(target -> path + " small target " + target).toList();
    }

    private static List<String> paths() {
        var paths = new ArrayList<String>();
        paths.add("/");
        for (var language : LANGUAGES) {
            PAGES.forEach(page -> paths.add("/" + language + page));
        }
        paths.add("/transparency");
        return paths;
    }

    private static BrowserContext phone(boolean scripts, boolean dark) {
        return browsers.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setJavaScriptEnabled(scripts)
                        .setBypassCSP(false)
                        .setColorScheme(
                                dark
                                        ? com.microsoft.playwright.options.ColorScheme.DARK
                                        : com.microsoft.playwright.options.ColorScheme.LIGHT));
    }
}
