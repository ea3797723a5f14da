package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.StatusAsk;
import org.egide.platform.Language;
import org.egide.platform.web.Anyone;
import org.egide.platform.web.Tick;
import org.egide.report.Return;
import org.egide.report.ReturnPasses;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Coming back with a code (R54.2): what happened, who knows, what comes next, and what the reporter has to say. One address for all of it:
 * behind an accepted code each form carries a pass. Every code that opens nothing gets the same bytes, and what was typed as a code is
 * never shown again.
 */
@RestController
@Anyone(why = "the code alone opens the status; nobody has an account")
final class StatusDoor {
    private static final String PATH = "/status";

    private static final Posted.Fields NOTHING = new Posted.Fields(new byte[0], Map.of());

    private final Sheets sheets;
    private final ComingBack comingBack;
    private final Tick tick;
    private final ReturnPasses passes;
    private final StatusActs acts;
    private final StatusPages pages;

    StatusDoor(
            Sheets sheets, ComingBack comingBack, Tick tick, ReturnPasses passes, StatusActs acts, StatusPages pages) {
        this.sheets = sheets;
        this.comingBack = comingBack;
        this.tick = tick;
        this.passes = passes;
        this.acts = acts;
        this.pages = pages;
    }

    @GetMapping("/{language:" + Language.CODES + "}/status")
    ResponseEntity<byte[]> ask(@PathVariable String language) {
        return sheets.show("status", new StatusAsk(sheet(language), StatusAsk.Said.NOTHING));
    }

    @PostMapping("/{language:" + Language.CODES + "}/status")
    ResponseEntity<byte[]> look(@PathVariable String language, HttpServletRequest request) {
        var sheet = sheet(language);
        return switch (Posted.read(request)) {
            case Posted.Fields fields -> fields.one("pass").isEmpty() ? look(sheet, fields) : act(sheet, fields);
            case Posted.Unreadable unreadable -> look(sheet, NOTHING);
            case Posted.TooLong tooLong -> look(sheet, NOTHING);
        };
    }

    private ResponseEntity<byte[]> look(Sheet sheet, Posted.Fields fields) {
        return tick.after(() -> comingBack.step(sheet, fields).orElseGet(() -> find(sheet, fields)));
    }

    private ResponseEntity<byte[]> find(Sheet sheet, Posted.Fields fields) {
        return comingBack.look(
                sheet,
                fields.one("code"),
                kept(fields),
                back -> Optional.of(
                        fields.one("words").isEmpty() ? opened(sheet, back) : reopened(sheet, back, fields)));
    }

    /** What somebody sees whose code was right. */
    ResponseEntity<byte[]> opened(Sheet sheet, Return back) {
        return pages.show(sheet, back, StatusActs.Done.show(""), NOTHING);
    }

    /** The same with the words that were typed before the pass grew too old; they are not sent, only shown. */
    private ResponseEntity<byte[]> reopened(Sheet sheet, Return back, Posted.Fields fields) {
        return pages.show(sheet, back, new StatusActs.Done("", "dialogue.kept", false), fields);
    }

    private ResponseEntity<byte[]> act(Sheet sheet, Posted.Fields fields) {
        return passes.read(fields.one("pass"))
                .map(back -> pages.show(sheet, back, acts.act(back, fields), fields))
                .orElseGet(() -> sheets.show("status", new StatusAsk(sheet, StatusAsk.Said.NOTHING, kept(fields))));
    }

    private static Map<String, String> kept(Posted.Fields fields) {
        var kept = new TreeMap<String, String>();
        if (!fields.one("words").isEmpty()) {
            kept.put("words", fields.one("words"));
        }
        return kept;
    }

    private Sheet sheet(String language) {
        return sheets.quiet(Sheets.language(language), PATH);
    }
}
