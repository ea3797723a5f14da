package org.egide.demo;

import java.io.IOException;
import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** The public figures as anybody reads them: a page, and the same numbers as CSV. */
final class Figures {
    private static final String RECEIVED = "reports-received";

    private final Browser browser;

    Figures(URI base) {
        this.browser = new Browser(base);
    }

    /** The sentence about the last month that is over. */
    String sentence() throws IOException, InterruptedException {
        return browser.open("/transparency").ok().one("h1 + p").text();
    }

    /** A number of reports received, empty where it is withheld. */
    String value(YearMonth month, String category) throws IOException, InterruptedException {
        var answer = browser.call("GET", "/transparency/indicators.csv", Map.of(), new byte[0]);
        return answer.body()
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .filter(cells -> cells.size() == 5 && cells.getFirst().equals(RECEIVED))
                .filter(cells ->
                        cells.get(1).equals(month.toString()) && cells.get(2).equals(category))
                .map(cells -> cells.get(3))
                .findFirst()
                .orElseThrow(() -> new NotHeld("the figures say nothing about " + category + " in " + month));
    }
}
