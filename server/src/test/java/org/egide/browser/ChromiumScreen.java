package org.egide.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import java.util.Set;
import java.util.TreeSet;
import org.egide.testing.Browsers;

/** Chromium, with everything it asks for and says noted down. */
final class ChromiumScreen implements Screen {
    private final BrowserContext context;
    private final Page page;
    private final String own;
    private final Set<String> faults = new TreeSet<>();

    ChromiumScreen(Browsers browsers, String own, boolean scripts, int width, int height) {
        this.own = own;
        this.context = browsers.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setJavaScriptEnabled(scripts));
        this.page = context.newPage();
        page.setDefaultTimeout(8_000);
        page.onRequest(request -> {
            if (!request.url().startsWith(own) && !request.url().startsWith("data:")) {
                faults.add("asks " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (Set.of("error", "warning").contains(message.type())) {
                faults.add("says " + message.text());
            }
        });
        page.onPageError(error -> faults.add("fails " + error));
    }

    /** Answers for our scripts with nothing: the page as without scripts, in a browser in which a checker can still run its own. */
    ChromiumScreen withoutOurScripts() {
        context.route(
                url -> url.endsWith(".js"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody("")));
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** What it asked of strangers, and what went wrong in it. */
    Set<String> faults() {
        return faults;
    }

    @Override
    public void open(String path) {
        page.navigate(own + path);
    }

    @Override
    public boolean shows(String selector) {
        return page.locator(selector).count() > 0;
    }

    @Override
    public String text(String selector) {
        return page.locator(selector).first().innerText().strip();
    }

    @Override
    public String attribute(String selector, String name) {
        var value = page.locator(selector).first().getAttribute(name);
        return value == null ? "" : value;
    }

    @Override
    public void press(String selector) {
        following(() -> page.locator(selector).first().click());
    }

    /** Does something that leads to another page. A script may exchange the page without a new address: what counts is that it is another. */
    void following(Runnable action) {
        var before = page.locator("main > *, main form > *").first().elementHandle();
        action.run();
        page.waitForCondition(() -> {
            try {
                return !(Boolean) before.evaluate("element => element.isConnected");
            } catch (PlaywrightException gone) {
                return true;
            }
        });
        page.waitForLoadState();
        page.locator("main h1").first().waitFor();
    }

    @Override
    public void type(String selector, String words) {
        page.locator(selector).first().fill(words);
    }

    @Override
    public String title() {
        return page.title();
    }

    @Override
    public String address() {
        return page.url();
    }

    @Override
    public void close() {
        context.close();
    }
}
