package org.egide.frontdoor;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.egide.frontdoor.view.ChangePage;
import org.egide.frontdoor.view.Held;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.StatusAsk;
import org.egide.platform.Refusal;
import org.egide.report.CodeChanges;
import org.egide.report.Disguise;
import org.egide.report.Disguises;
import org.egide.report.Found;
import org.egide.report.KeptPlaces;
import org.egide.report.ReceiptCodes;
import org.egide.report.Return;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What a typed code leads to: what stands behind it, the path where a place is kept, a new code where somebody else has seen this one, or
 * always the same bytes. Whoever finds the house full is told so, before anything is looked up.
 */
@Component
final class ComingBack {
    private final Sheets sheets;
    private final ReceiptCodes codes;
    private final CodeChanges changes;
    private final CodePages codePages;
    private final KeptPlaces places;
    private final Disguises disguises;

    ComingBack(
            Sheets sheets,
            ReceiptCodes codes,
            CodeChanges changes,
            CodePages codePages,
            KeptPlaces places,
            Disguises disguises) {
        this.sheets = sheets;
        this.codes = codes;
        this.changes = changes;
        this.codePages = codePages;
        this.places = places;
        this.disguises = disguises;
    }

    /** The page for a typed code; {@code along} goes along unseen when it is asked for
     * again; {@code opened} makes the page of what stands behind a right one. */
    ResponseEntity<byte[]> look(
            Sheet sheet,
            String typed,
            Map<String, String> along,
            Function<Return, Optional<ResponseEntity<byte[]>>> opened) {
        try {
            return switch (codes.look(typed)) {
                case Found.Opened found -> opened.apply(found.back()).orElseGet(() -> wrong(sheet, along));
                case Found.Provisional found -> change(sheet, found.back(), Optional.empty());
                case Found.Kept kept -> codePages.back(sheet, kept);
                case Found.Nothing nothing -> wrong(sheet, along);
            };
        } catch (Refusal refusal) {
            if (refusal.code().equals("busy")) {
                return ask(sheet, HttpStatus.SERVICE_UNAVAILABLE, StatusAsk.Said.BUSY, along);
            }
            throw refusal;
        }
    }

    /** A new code for a holder, which counts when they say that they have it; {@code held} is there where they asked for it. */
    ResponseEntity<byte[]> change(Sheet sheet, Return back, Optional<Held> held) {
        var offer = changes.offer(back);
        return sheets.show(
                "change",
                new ChangePage(
                        sheet,
                        disguises.show(
                                offer.fresh(), Disguise.WORDS, sheet.page().language()),
                        changes.write(offer),
                        held));
    }

    /** Steps that need no code: {@code step} is change or drop. */
    Optional<ResponseEntity<byte[]>> step(Sheet sheet, Posted.Fields fields) {
        return switch (fields.one("step")) {
            case "change" ->
                changes.read(fields.one("change")).map(offer -> {
                    changes.change(offer);
                    return ask(sheet, HttpStatus.OK, StatusAsk.Said.CHANGED, Map.of());
                });
            case "drop" ->
                places.read(fields.one(CodePages.FIELD)).map(ticket -> {
                    places.drop(ticket);
                    return ask(sheet, HttpStatus.OK, StatusAsk.Said.DROPPED, Map.of());
                });
            default -> Optional.empty();
        };
    }

    private ResponseEntity<byte[]> wrong(Sheet sheet, Map<String, String> along) {
        return ask(sheet, HttpStatus.OK, StatusAsk.Said.WRONG, along);
    }

    private ResponseEntity<byte[]> ask(Sheet sheet, HttpStatus status, StatusAsk.Said said, Map<String, String> along) {
        return sheets.show(status, "status", new StatusAsk(sheet, said, along));
    }
}
