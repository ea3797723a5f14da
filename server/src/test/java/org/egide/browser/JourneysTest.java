package org.egide.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole way of a child in real browsers: she tells, keeps the code, comes back with it and leaves; in every language, with
 * scripts and without, with the keyboard alone, and at four times the size.
 */
@EgideTest
@Tag("browser")
final class JourneysTest {
    /** An answer that says something, before the two that keep it back. */
    private static final String ANSWER = "main form .answers button:not(.soft)";

    private static final String CODE = "main .code";
    private static final int MOST = 8;

    private static Browsers browsers;

    private final TestNode node;

    JourneysTest(TestNode node, Desks desks, People people) {
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

    static Stream<Arguments> languagesAndScripts() {
        return Arrays.stream(Language.values())
                .flatMap(language -> Stream.of(Arguments.of(language, true), Arguments.of(language, false)));
    }

    @ParameterizedTest
    @MethodSource("languagesAndScripts")
    void R1_R15_aChildTellsComesBackAndLeavesInChromiumAndAxeFindsNothing(Language language, boolean scripts) {
        try (var screen = new ChromiumScreen(browsers, own(), true, 360, 740)) {
            if (!scripts) {
                screen.withoutOurScripts();
            }
            var findings = new ArrayList<String>();
            walk(screen, language, page -> findings.addAll(violations(screen.page(), page)));
            assertThat(findings).isEmpty();
            assertThat(screen.faults()).isEmpty();
            assertThat(screen.context().cookies()).isEmpty();
            if (scripts) {
                assertThat(left(screen.page())).isEqualTo("0 0 0 0");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void R1_aChildTellsAndComesBackInFirefoxInEveryLanguage(boolean scripts) {
        try (var screen = new FirefoxScreen(own(), scripts)) {
            for (var language : Language.values()) {
                walk(screen, language, page -> {});
                assertThat(screen.cookies()).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("languagesAndScripts")
    void R15_theKeyboardAloneIsEnoughAndTheFocusIsAlwaysInSight(Language language, boolean scripts) {
        try (var screen = new ChromiumScreen(browsers, own(), scripts, 360, 740)) {
            screen.open("/" + language.code() + "/");
            assertThat(firstStop(screen.page())).contains("leave");
            enter(screen, "main a[href$='/talk']");
            var pages = 0;
            while (!screen.shows(CODE)) {
                assertThat(++pages).isLessThan(MOST + 3);
                enter(screen, screen.shows(ANSWER) ? ANSWER : "main form button.go");
            }
            assertThat(words(screen)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("languagesAndScripts")
    void R15_atFourTimesTheSizeNothingScrollsSidewaysAndNothingIsCut(Language language, boolean scripts) {
        // A window of 1280 x 1024 at 400 %.
        try (var screen = new ChromiumScreen(browsers, own(), scripts, 320, 256)) {
            var faults = new ArrayList<String>();
            walk(screen, language, where -> {
                var page = screen.page();
                if (((Number) page.evaluate("document.documentElement.scrollWidth")).intValue() > 320) {
                    faults.add(where + " scrolls sideways");
                }
                faults.addAll(
                        cut(page).stream().map(text -> where + " cuts " + text).toList());
            });
            assertThat(faults).isEmpty();
        }
    }

    /** She tells, keeps her code, comes back with it, and leaves. */
    private void walk(Screen screen, Language language, Consumer<String> look) {
        screen.open("/" + language.code() + "/");
        assertThat(screen.attribute("html", "lang")).isEqualTo(language.code());
        assertThat(screen.attribute("html", "dir")).isEqualTo(language.direction());
        look.accept("start");
        screen.press("main a[href$='/talk']");
        var title = screen.title();
        var activations = 1;
        while (!screen.shows(CODE)) {
            look.accept("step " + activations);
            assertThat(activations).isLessThan(MOST);
            screen.press(screen.shows(ANSWER) ? ANSWER : "main form button.go");
            assertThat(screen.title()).isEqualTo(title);
            activations++;
        }
        look.accept("code");
        var code = words(screen);
        screen.open("/" + language.code() + "/status");
        look.accept("status");
        screen.type("#code", code);
        screen.press("main form button.go");
        assertThat(screen.shows(".timeline")).as("the code opens what was told").isTrue();
        look.accept("timeline");
        assertThat(screen.title()).isEqualTo(title);
        assertThat(screen.attribute("body a", "class")).contains("leave");
    }

    private static String words(Screen screen) {
        return screen.text(CODE).replaceAll("\\s+", " ");
    }

    private static List<String> violations(Page page, String where) {
        var found = new ArrayList<String>();
        for (Rule violation :
                new AxeBuilder(page).withTags(PublicPagesTest.WCAG).analyze().getViolations()) {
            found.add(where + ": " + violation.getId() + " "
                    + violation.getNodes().getFirst().getHtml());
        }
        return found;
    }

    /** What of ours is left behind in the browser. */
    private static String left(Page page) {
        return String.valueOf(page.evaluate("""
                async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
                  window.caches ? (await caches.keys()).length : 0].join(' ')
                """));
    }

    /** Texts that do not fit their box. */
    @SuppressWarnings("unchecked") // the script returns strings
    private static List<String> cut(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('main :is(h1, h2, p, button, a, label, li)')]
                  .filter(e => e.offsetParent !== null && !e.closest('.away') && e.scrollWidth > e.clientWidth + 1
                    && getComputedStyle(e).overflowX === 'hidden')
                  .map(e => e.textContent.trim().slice(0, 40))
                """);
    }

    private static String firstStop(Page page) {
        page.keyboard().press("Tab");
        return String.valueOf(page.evaluate("document.activeElement.className"));
    }

    /** Goes to the element with Tab alone, sees that it is in sight, and presses Enter. */
    private static void enter(ChromiumScreen screen, String selector) {
        var page = screen.page();
        var wanted = page.locator(selector).first();
        for (var stop = 0; stop < 60; stop++) {
            if ((Boolean) wanted.evaluate("element => element === document.activeElement")) {
                assertThat((Boolean) wanted.evaluate("""
                        element => {
                          const box = element.getBoundingClientRect();
                          const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
                          return element === top || element.contains(top);
                        }
                        """))
                        .as("the focus on " + selector + " is in sight")
                        .isTrue();
                screen.following(() -> page.keyboard().press("Enter"));
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    private String own() {
        return node.url("").toString();
    }
}
