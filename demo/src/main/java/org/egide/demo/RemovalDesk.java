package org.egide.demo;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.egide.demo.world.Host;
import org.jsoup.nodes.Element;

/** The removal pages of the desk, read as a person of staff reads them. */
final class RemovalDesk {
    private static final String LEDGER = "/desk/removal";

    private final StaffRoom staff;

    RemovalDesk(StaffRoom staff) {
        this.staff = staff;
    }

    /** The supervisor enters who answers for a host. */
    void enterContact(Host host) throws IOException, InterruptedException {
        var page = staff.as("supervisor-1")
                .open("/desk/hosts")
                .ok()
                .form("/desk/hosts")
                .with("pattern", host.address())
                .with("name", host.name())
                .with("email", host.abuseContact())
                .with("language", "en")
                .with("source", "the host's own imprint")
                .send()
                .ok();
        NotHeld.unless(page.says(host.abuseContact()), "the contact of " + host.name() + " is not on the page");
    }

    /** The line of the ledger about the copy on a host, once it stands in the state. */
    Line awaitState(Host host, String state) throws Exception {
        return Patience.until(
                host.name() + " stands at \"" + state + "\"",
                () -> line(host).filter(line -> line.state().equals(state)));
    }

    /** The line of the ledger about the copy on a host. */
    Optional<Line> line(Host host) throws IOException, InterruptedException {
        return staff.as("supervisor-1").open(LEDGER).ok().all("table.ledger tbody tr").stream()
                .filter(row -> cell(row, "Host").equals(host.address()))
                .map(row -> new Line(
                        row.select("th code").text(),
                        row.select("span.tag").text(),
                        cell(row, "Clock"),
                        cell(row, "Notice"),
                        cell(row, "Last look"),
                        cell(row, "Person")))
                .findFirst();
    }

    private static String cell(Element row, String label) {
        return row.select("td[data-label=" + label + "]").text();
    }

    /** Looks at an address as anybody on the web would. */
    static int statusOf(URI address) throws IOException, InterruptedException {
        return new Browser(address).download(address.getRawPath()).statusCode();
    }

    /** One line of the ledger, in the words of the page. */
    record Line(String reference, String state, String clock, String notices, String lastLook, String person) {}
}
