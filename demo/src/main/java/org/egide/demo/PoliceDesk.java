package org.egide.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.egide.demo.world.PoliceUnit;

/** Referrals: the desk that proposes and approves, the officer who gets the package, and an outsider who checks it. */
final class PoliceDesk {
    private static final String REFERRALS = "/desk/referrals";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}|([0-9A-F]{2}:){31}[0-9A-F]{2}");

    private final Stage stage;
    private final StaffRoom staff;

    PoliceDesk(Stage stage, StaffRoom staff) {
        this.stage = stage;
        this.staff = staff;
    }

    /** The administrator enters the public keys of the unit and of the escrow. */
    void register() throws IOException, InterruptedException {
        var unit = stage.world().unit();
        staff.as("administrator-1")
                .open("/desk/units")
                .ok()
                .form("/desk/units")
                .with("recipient", unit.recipient())
                .with("escrow", unit.escrow())
                .send()
                .ok();
    }

    /** One person proposes, who then cannot approve; another approves. */
    void refer(String reference, String kind, String request) throws IOException, InterruptedException {
        var proposed = staff.report("analyst-1", reference)
                .form("/referrals")
                .with("kind", kind)
                .with("basis", "Code of Criminal Procedure of Exempland, section 40")
                .with("request", request)
                .send()
                .ok();
        NotHeld.unless(proposed.forms("/approve").isEmpty(), "whoever proposes a referral can approve it");
        staff.report("supervisor-1", reference).form("/approve").send().ok();
    }

    /** An officer downloads the newest package and keeps it on the unit's own disk. */
    Path download() throws IOException, InterruptedException {
        var link = staff.as("officer-1").open(REFERRALS).ok().one("a[href$=/package]");
        var answer = staff.as("officer-1").download(link.attr("href"));
        NotHeld.unless(answer.statusCode() == 200, "the package answered " + answer.statusCode());
        var name = link.text();
        var offered = answer.headers().firstValue("Content-Disposition").orElse("");
        NotHeld.unless(name.endsWith(".zip.age") && offered.contains(name), "the package is offered as " + offered);
        return Files.write(stage.world().unit().identity().resolveSibling(name), answer.body());
    }

    /** Nobody but an officer of the unit gets the package. */
    boolean isRefusedTo(String persona) throws IOException, InterruptedException {
        var link = staff.as("officer-1")
                .open(REFERRALS)
                .ok()
                .one("a[href$=/package]")
                .attr("href");
        return staff.as(persona).download(link).statusCode() >= 400;
    }

    /** The officer says that the unit has every package that waits. */
    int acknowledgeAll() throws IOException, InterruptedException {
        var count = 0;
        for (var forms = staff.as("officer-1").open(REFERRALS).ok().forms("/acknowledge");
                !forms.isEmpty();
                forms = staff.as("officer-1").open(REFERRALS).ok().forms("/acknowledge")) {
            forms.getFirst().send().ok();
            count++;
        }
        return count;
    }

    /** The fingerprint of the signing certificate as the node publishes it for everybody. */
    String publishedSigner() throws IOException, InterruptedException {
        var text = new Browser(stage.base())
                .call("GET", "/transparency/signer", Map.of(), new byte[0])
                .body();
        var found = FINGERPRINT.matcher(text);
        NotHeld.unless(found.find(), "no fingerprint is published at /transparency/signer");
        return found.group().replace(":", "").toLowerCase(Locale.ROOT);
    }

    /** The same file with one byte in its middle changed. */
    static Path tampered(Path sealed) throws IOException {
        var bytes = Files.readAllBytes(sealed);
        bytes[bytes.length / 2] ^= 1;
        return Files.write(sealed.resolveSibling("changed-" + sealed.getFileName()), bytes);
    }

    PoliceUnit unit() {
        return stage.world().unit();
    }
}
