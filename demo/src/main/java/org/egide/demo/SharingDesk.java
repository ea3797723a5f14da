package org.egide.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The sharing page of the desk, and the partner's program that pulls the list by the NCMEC form. */
final class SharingDesk {
    private static final String PATH = "/desk/sharing";

    private final StaffRoom staff;
    private final Browser client;
    private final Access.Client access;

    SharingDesk(Stage stage, StaffRoom staff, Access.Client access) {
        this.staff = staff;
        this.client = new Browser(stage.base());
        this.access = access;
    }

    /** The supervisor proposes the list for the partner, the administrator agrees. */
    void grant(String list) throws IOException, InterruptedException {
        var page = staff.as("supervisor-1").open(PATH).ok();
        var choice = page.all("select[name=list] option").stream()
                .filter(option -> option.text().equals(list))
                .map(option -> option.attr("value"))
                .findFirst()
                .orElseThrow(() -> new NotHeld("the list is not offered for the partner"));
        page.form("/lists").with("list", choice).send().ok();
        staff.as("administrator-1")
                .open(PATH)
                .ok()
                .form("/lists/" + choice + "/confirm")
                .send()
                .ok();
    }

    /** What an answer told: entries with their fingerprints, and deletions. */
    record Told(List<String> entries, List<String> deleted) {
        private static List<String> ids(List<Element> found) {
            return found.stream().map(entry -> entry.select("> id").text()).toList();
        }
    }

    /** Asks for everything up to now. */
    Told pull() throws IOException, InterruptedException {
        var answer = client.call(
                "GET",
                "/hashsharing/v2/entries",
                Map.of("Authorization", Provider.basic(new Access.Provider("", access.username(), access.password()))),
                new byte[0]);
        NotHeld.unless(answer.statusCode() == 200, "the sharing door answered " + answer.statusCode());
        var document = Jsoup.parse(answer.body(), "", Parser.xmlParser());
        return new Told(
                Told.ids(document.select("image:has(fingerprints pdq)")), Told.ids(document.select("deletedImage")));
    }
}
