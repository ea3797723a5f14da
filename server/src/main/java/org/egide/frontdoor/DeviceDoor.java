package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.egide.fingerprints.OwnHashText;
import org.egide.fingerprints.OwnHashes;
import org.egide.frontdoor.view.DeviceDone;
import org.egide.frontdoor.view.DevicePage;
import org.egide.frontdoor.view.Sheet;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.egide.platform.web.Tick;
import org.egide.report.Door;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Return;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A child's own picture becomes a fingerprint in the browser, and only the fingerprint comes here, as text that the child saw, with
 * the code of the child's own report (C7.a shares the algorithm; on-device hashing). Every code that opens nothing gets the same
 * answer. With the code all of it can be taken back.
 */
@RestController
@Anyone(why = "the code alone ties a fingerprint to a report; nobody has an account")
final class DeviceDoor {
    private static final String PATH = "/device";
    private static final int LONGEST_CODE = 400;

    private final Sheets sheets;
    private final Intake intake;
    private final ReceiptCodes codes;
    private final Reports reports;
    private final OwnHashes hashes;
    private final DeviceScripts scripts;
    private final Tick tick;

    DeviceDoor(
            Sheets sheets,
            Intake intake,
            ReceiptCodes codes,
            Reports reports,
            OwnHashes hashes,
            DeviceScripts scripts,
            Tick tick) {
        this.sheets = sheets;
        this.intake = intake;
        this.codes = codes;
        this.reports = reports;
        this.hashes = hashes;
        this.scripts = scripts;
        this.tick = tick;
    }

    @GetMapping("/{language:" + Language.CODES + "}/device")
    ResponseEntity<byte[]> open(@PathVariable String language) {
        var sheet = sheet(language);
        return sheets.show("device", page(sheet, Sent.NOTHING, ""));
    }

    @PostMapping("/{language:" + Language.CODES + "}/device")
    ResponseEntity<byte[]> step(@PathVariable String language, HttpServletRequest request) {
        var sheet = sheet(language);
        return switch (Posted.read(request)) {
            case Posted.Fields fields -> step(sheet, fields);
            case Posted.Unreadable unreadable ->
                refuse(sheet, Sent.NOTHING, HttpStatus.BAD_REQUEST, "fingerprint-form");
            case Posted.TooLong tooLong ->
                refuse(sheet, Sent.NOTHING, HttpStatus.CONTENT_TOO_LARGE, "too-many-fingerprints");
        };
    }

    private ResponseEntity<byte[]> step(Sheet sheet, Posted.Fields fields) {
        var sent = Sent.of(fields);
        return switch (fields.one("step")) {
            case "send" -> answered(sheet, sent, () -> send(sheet, sent));
            case "take-back" -> answered(sheet, sent, () -> takeBack(sheet, sent));
            default -> sheets.show("device", page(sheet, sent, ""));
        };
    }

    private ResponseEntity<byte[]> send(Sheet sheet, Sent sent) {
        if (!intake.takesWords()) {
            return sheets.show(HttpStatus.SERVICE_UNAVAILABLE, "device", page(sheet, sent, ""));
        }
        var files = OwnHashText.read(sent.text());
        return with(sheet, sent, report -> {
            hashes.keep(report, sent.sending(), files);
            return sheets.show("device-done", new DeviceDone(sheet, false, files.size()));
        });
    }

    private ResponseEntity<byte[]> takeBack(Sheet sheet, Sent sent) {
        return with(
                sheet,
                sent,
                report -> sheets.show("device-done", new DeviceDone(sheet, true, hashes.takeBack(report))));
    }

    /** What was told on the child's path; a code from another door opens nothing here. */
    private ResponseEntity<byte[]> with(Sheet sheet, Sent sent, Function<ReportId, ResponseEntity<byte[]>> act) {
        return codes.find(sent.code())
                .flatMap(Return::report)
                .filter(report -> reports.summary(report).door() == Door.CHILD_PATH)
                .map(act)
                .orElseGet(() -> refuse(sheet, sent.withoutCode(), HttpStatus.UNPROCESSABLE_CONTENT, "wrong-code"));
    }

    private ResponseEntity<byte[]> answered(Sheet sheet, Sent sent, Supplier<ResponseEntity<byte[]>> act) {
        try {
            return tick.after(act);
        } catch (Refusal refusal) {
            var busy = refusal.code().equals("busy");
            return refuse(
                    sheet,
                    sent,
                    busy ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT,
                    refusal.code());
        }
    }

    private ResponseEntity<byte[]> refuse(Sheet sheet, Sent sent, HttpStatus status, String problem) {
        return sheets.show(status, "device", page(sheet, sent, problem));
    }

    private DevicePage page(Sheet sheet, Sent sent, String problem) {
        return new DevicePage(
                sheet, intake.takesWords(), sent.code(), sent.text(), sent.known(), problem, scripts.all());
    }

    private Sheet sheet(String language) {
        return sheets.quiet(Sheets.language(language), PATH);
    }

    /** What the form holds. */
    private record Sent(String code, String text, String key) {
        static final Sent NOTHING = new Sent("", "", "");

        static Sent of(Posted.Fields fields) {
            var code = fields.one("code");
            return new Sent(
                    code.substring(0, Math.min(code.length(), LONGEST_CODE)),
                    fields.one("fingerprints"),
                    fields.one("key"));
        }

        Sent withoutCode() {
            return new Sent("", text, key);
        }

        UUID sending() {
            return UUID.fromString(known());
        }

        /** The key that the page was made with, or a new one. */
        String known() {
            return Intake.isKey(key) ? key : Intake.newKey();
        }

        @Override
        public String toString() {
            return "Sent[hidden]";
        }
    }
}
