package org.egide.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.egide.EgideApplication;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole way of a passkey in a real browser with its virtual authenticator: joining, signing in, proving oneself again. On a node
 * of its own, because browsers make passkeys for names only and the other tests run under a bare address.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PasskeyBrowserTest {
    private final int port = TestNode.freePort();
    private final String base = "http://localhost:" + port;

    private ConfigurableApplicationContext node;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path data) {
        node = Node.serve(
                Settings.load(Map.of())
                        .with(Map.of(
                                Setting.PORT,
                                String.valueOf(port),
                                Setting.PUBLIC_URL,
                                base,
                                Setting.DATA,
                                data.toString(),
                                Setting.JOB_SECONDS,
                                "0")),
                EgideApplication.class);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions().setArgs(List.of("--no-sandbox"));
        var chromium = Path.of("/usr/bin/chromium");
        browser = playwright
                .chromium()
                .launch(Files.isExecutable(chromium) ? options.setExecutablePath(chromium) : options);
    }

    @AfterAll
    void stop() {
        browser.close();
        playwright.close();
        node.close();
    }

    private String invitation() {
        var out = new ByteArrayOutputStream();
        var arguments = List.of("invite", "--name", "Mina Okafor", "--role", "ANALYST,OVERSEER");
        var status =
                node.getBean(StaffCommand.class).run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(base))
                .findFirst()
                .orElseThrow();
    }

    private static void addAuthenticator(Page page) {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var parameters = new JsonObject();
        parameters.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", parameters);
    }

    private static void hasNoBarrier(Page page) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(page.url())
                .isEmpty();
    }

    @Test
    void aPersonJoinsSignsInAndProvesThemselvesAgainWithAPasskey() {
        try (var context = browser.newContext()) {
            var page = context.newPage();
            addAuthenticator(page);
            page.navigate(invitation());
            hasNoBarrier(page);
            page.click("form[data-passkey=create] button");
            page.waitForURL(url -> !url.contains("/join/"));

            page.navigate(base + "/desk/me");
            hasNoBarrier(page);
            page.click("form[action='/desk/sign-out'] button");
            page.waitForURL(url -> url.endsWith("/desk/sign-in"));
            hasNoBarrier(page);
            page.click("form[data-passkey=get] button");
            page.waitForURL(url -> !url.contains("/sign-in"));

            page.navigate(base + "/desk/again?to=/desk/audit");
            hasNoBarrier(page);
            page.click("form[data-passkey=get] button");
            page.waitForURL(base + "/desk/audit");
            hasNoBarrier(page);
            assertThat(page.content()).contains("staff.proved-again");
        }
    }

    @Test
    void everythingOnTheDeskGoesByKeyAndFitsANarrowScreen() {
        try (var context = browser.newContext()) {
            var page = context.newPage();
            addAuthenticator(page);
            page.navigate(invitation());
            page.click("form[data-passkey=create] button");
            page.waitForURL(url -> !url.contains("/join/"));
            page.navigate(base + "/desk/me");
            page.waitForLoadState(LoadState.NETWORKIDLE);

            page.keyboard().press("?");
            assertThat(page.isVisible("#keys")).isTrue();
            page.keyboard().press("Escape");
            page.keyboard().press(".");
            assertThat(page.title()).isEqualTo("·");
            assertThat(page.isVisible("main")).isFalse();
            page.keyboard().press(".");
            assertThat(page.isVisible("main")).isTrue();
            page.keyboard().press("g");
            page.keyboard().press("a");
            page.waitForURL(url -> url.endsWith("/desk/audit"));

            page.setViewportSize(320, 640);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }
}
