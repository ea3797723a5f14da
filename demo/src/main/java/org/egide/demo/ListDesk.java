package org.egide.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.egide.fingerprint.Fingerprinter;

/** The list pages of the desk: one list of known material, where each entry needs two people. */
final class ListDesk {
    private static final String PATH = "/desk/lists";

    /** The name of the list of the demonstration. */
    static final String NAME = "Known material of Exempland";

    private final StaffRoom staff;

    ListDesk(StaffRoom staff) {
        this.staff = staff;
    }

    /** An analyst opens the list. */
    void open() throws IOException, InterruptedException {
        staff.as("analyst-1")
                .open(PATH)
                .ok()
                .form(PATH)
                .with("name", NAME)
                .with("ground", "Child Protection Act of Exempland, section 12")
                .with("classification", "baseline")
                .with("threshold", "31")
                .with("kind", "verified")
                .with("shared", "yes")
                .send()
                .ok();
    }

    /** Another analyst agrees that partners may be told the list. */
    void share() throws IOException, InterruptedException {
        var page = page("analyst-2");
        page.form(page.path() + "/confirm").send().ok();
    }

    /** An analyst takes the newest entry off the list. */
    void withdrawNewest(String reason) throws IOException, InterruptedException {
        page("analyst-1").form("/withdraw").with("reason", reason).send().ok();
    }

    /** An analyst adds a picture by its fingerprints, as a partner hands them over: never the picture. */
    void add(byte[] picture) throws IOException, InterruptedException {
        page("analyst-1")
                .form("/entries")
                .with("hashes", hashes(picture))
                .with("provenance", "partner hotline, invented for the demonstration")
                .send()
                .ok();
    }

    /** Another analyst confirms every entry that waits for a second person; returns how many. */
    int confirm() throws IOException, InterruptedException {
        var confirmed = 0;
        for (var waiting = unconfirmed(); !waiting.isEmpty(); waiting = unconfirmed()) {
            waiting.getFirst().send().ok();
            confirmed++;
        }
        return confirmed;
    }

    private List<Form> unconfirmed() throws IOException, InterruptedException {
        var page = page("analyst-2");
        var forms = new ArrayList<Form>();
        page.all("tbody tr").stream()
                .filter(row -> row.select("span.tag.live").isEmpty())
                .flatMap(row -> row.select("form[action$=/confirm]").stream())
                .forEach(form -> forms.addAll(page.forms(form.attr("action"))));
        return forms;
    }

    /** How many entries stand, each confirmed by two people. */
    int standing() throws IOException, InterruptedException {
        return page("analyst-2").all("tbody td span.tag.live").size();
    }

    private WebPage page(String persona) throws IOException, InterruptedException {
        var all = staff.as(persona).open(PATH).ok();
        var link = all.all("tbody th a").stream()
                .filter(found -> found.text().equals(NAME))
                .map(found -> found.attr("href"))
                .findFirst()
                .orElseThrow(() -> new NotHeld("there is no list " + NAME));
        return staff.as(persona).open(link).ok();
    }

    /** The fingerprints as {@code egide hash} would tell them. */
    static String hashes(byte[] picture) {
        var fingerprints = new Fingerprinter().of(picture);
        var both = fingerprints.perceptual().orElseThrow();
        return "sha256:" + fingerprints.exact().sha256() + " md5:"
                + fingerprints.exact().md5() + " pdq-full:" + both.full().pdq().hex() + " pdq-capped:"
                + both.capped().pdq().hex();
    }
}
