package org.egide.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The people of staff at their browsers. A session lives for hours, so whoever comes back after the clock moved signs in again. */
final class StaffRoom {
    private final Stage stage;
    private final Map<String, Browser> signedIn = new ConcurrentHashMap<>();

    StaffRoom(Stage stage) {
        this.stage = stage;
    }

    /** The browser of a persona, signed in. */
    Browser as(String persona) throws IOException, InterruptedException {
        var known = signedIn.get(persona);
        if (known != null) {
            return known;
        }
        var browser = new Browser(stage.base());
        var page = browser.post("/desk/demo/sign-in", "persona=" + persona);
        NotHeld.unless(page.status() < 400, persona + " could not sign in: " + page.status() + " " + page.shortText());
        signedIn.put(persona, browser);
        return browser;
    }

    /** Moves the clock of the server forward; everybody has to sign in again. */
    void later(Duration duration) {
        stage.clock().forward(duration);
        signedIn.clear();
    }

    /** The page of a report, found by the short name that people use. */
    WebPage report(String persona, String reference) throws IOException, InterruptedException {
        var page = as(persona).open("/desk/reports?reference=" + reference).ok();
        NotHeld.unless(
                page.path().startsWith("/desk/reports/"), "the reference " + reference + " leads to " + page.path());
        return page;
    }
}
