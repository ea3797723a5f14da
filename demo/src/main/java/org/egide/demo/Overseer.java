package org.egide.demo;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Whoever watches over the desk: reads the record of who did what, and lets its chains be checked. */
final class Overseer {
    private static final String PATH = "/desk/audit";

    private final StaffRoom staff;

    Overseer(StaffRoom staff) {
        this.staff = staff;
    }

    /** One line of the record, in the words of the page. */
    record Line(String actor, String action, String subject, String details) {
        boolean byPerson() {
            return actor.toLowerCase(Locale.ROOT).startsWith("person");
        }
    }

    /** What the check of all chains found. */
    record Check(int chains) {}

    /** Has every chain checked; a broken one is not held. */
    Check check() throws IOException, InterruptedException {
        var page = staff.as("overseer-1")
                .open(PATH)
                .ok()
                .form(PATH + "/check")
                .send()
                .ok();
        var chains = page.all("section[aria-labelledby=findings] tbody tr");
        var broken = page.all("span.verdict.broken").size();
        NotHeld.unless(!chains.isEmpty() && broken == 0, broken + " of " + chains.size() + " chains are broken");
        return new Check(chains.size());
    }

    /** Everything in the record about a report, newest first. */
    List<Line> about(String report) throws IOException, InterruptedException {
        var lines = new ArrayList<Line>();
        var next = Optional.of(PATH + "?stream=report");
        while (next.isPresent()) {
            var page = staff.as("overseer-1").open(next.get()).ok();
            page.all("table.audit tbody tr").stream()
                    .map(Overseer::line)
                    .filter(line -> line.subject().equals("report:" + report))
                    .forEach(lines::add);
            next = page.find("a[rel=next]")
                    .map(link -> URI.create(link.attr("href")).toString());
        }
        return lines;
    }

    private static Line line(Element row) {
        var cells = row.select("td");
        return new Line(
                cells.get(0).text(),
                cells.get(1).text(),
                cells.get(2).text(),
                cells.get(3).text());
    }
}
