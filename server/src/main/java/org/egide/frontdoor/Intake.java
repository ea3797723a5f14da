package org.egide.frontdoor;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.egide.audit.Actor;
import org.egide.duty.Reception;
import org.egide.duty.Receptions;
import org.egide.duty.Standing;
import org.egide.frontdoor.view.ClosedPage;
import org.egide.frontdoor.view.Promise;
import org.egide.frontdoor.view.Sheet;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.IssuedCode;
import org.egide.report.KeptPlaces;
import org.egide.report.NewReport;
import org.egide.report.ReceiptCode;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.report.Ticket;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands a report over and knows whether anybody is there to receive it (R42.3). */
@Component
final class Intake {
    /** The one who sends is never known; the key made with the last page makes a second press harmless. */
    private static final String SOURCE = "public";

    private final Reports reports;
    private final ReceiptCodes codes;
    private final KeptPlaces places;
    private final Receptions receptions;
    private final Sheets sheets;

    Intake(Reports reports, ReceiptCodes codes, KeptPlaces places, Receptions receptions, Sheets sheets) {
        this.reports = reports;
        this.codes = codes;
        this.places = places;
        this.receptions = receptions;
        this.sheets = sheets;
    }

    /** What came of handing over. */
    sealed interface Handed {
        /** On disk; this is its code. */
        record Accepted(ReceiptCode code, ReportId report) implements Handed {}

        /** On disk, but so many wait for a code that none could be made now. */
        record WithoutCode(ReportId report) implements Handed {}

        /** The same page had been sent before; its code is not known here any more. */
        record Again() implements Handed {}
    }

    /** How somebody comes: with a ticket, whether it looks machine-made, and whether somebody else hears the code. */
    record Coming(Ticket ticket, boolean aside, boolean overheard) {
        Coming(Ticket ticket, boolean aside) {
            this(ticket, aside, false);
        }
    }

    /** Whether a person is there now. A first page asks this, so that nobody begins to tell where nobody listens. */
    boolean open() {
        return receptions.receiving().reception() instanceof Reception.Open;
    }

    /**
     * Whether words may be left: a person is there, or people will read them later, which the first page has said. Where a desk closes while
     * somebody is telling, the words are kept for them and the receipt says when they are read.
     */
    boolean takesWords() {
        return receptions.receiving().takesWords();
    }

    /** The page that says the truth instead of asking. */
    ResponseEntity<byte[]> closed(Sheet sheet) {
        var standing = receptions.receiving();
        return sheets.show(
                HttpStatus.SERVICE_UNAVAILABLE,
                "closed",
                new ClosedPage(
                        sheet,
                        standing.reception() instanceof Reception.Full,
                        opening(sheet, standing),
                        standing.takesWords(),
                        standing.officer()));
    }

    private static Optional<String> opening(Sheet sheet, Standing standing) {
        return switch (standing.reception()) {
            case Reception.Open open -> Optional.empty();
            case Reception.Full full -> Optional.empty();
            case Reception.Closed closed -> closed.said(sheet.page().language());
        };
    }

    /** What the receipt may promise, as the desk stands now. */
    Promise promise(Sheet sheet) {
        var standing = receptions.receiving();
        return switch (standing.reception()) {
            case Reception.Open open -> Promise.within(sheets.hoursToFirstLook());
            case Reception.Full full -> Promise.later(sheet.t("duty.receipt.full"));
            case Reception.Closed closed ->
                Promise.later(opening(sheet, standing)
                        .map(at -> sheet.t("duty.receipt.opens", at))
                        .orElseGet(() -> sheet.t("duty.receipt.unknown")));
        };
    }

    /** Hands over with the code of the kept place, or a new one. A report is never refused for want of a code. */
    Handed take(
            Language language, String key, Coming coming, BiFunction<Sending, Optional<IssuedCode>, NewReport> report) {
        var code = code(language, coming);
        var receipt = reports.accept(report.apply(new Sending(SOURCE, valid(key)), code));
        if (!receipt.again()) {
            return code.<Handed>map(issued -> new Handed.Accepted(issued.code(), receipt.report()))
                    .orElseGet(() -> new Handed.WithoutCode(receipt.report()));
        }
        return places.isFor(coming.ticket(), receipt.report())
                ? new Handed.Accepted(coming.ticket().code().orElseThrow(), receipt.report())
                : new Handed.Again();
    }

    private Optional<IssuedCode> code(Language language, Coming coming) {
        try {
            if (coming.overheard()) {
                return Optional.of(codes.issueProvisional(language));
            }
            return places.issued(coming.ticket(), language)
                    .or(() -> Optional.of(coming.aside() ? codes.issueAside(language) : codes.issue(language)));
        } catch (Refusal refusal) {
            if (refusal.code().equals("busy")) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** What makes sending twice harmless. */
    record Sending(String source, String key) {}

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Whether this is a key that a page was made with. */
    static boolean isKey(String key) {
        return key.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static String valid(String key) {
        return isKey(key) ? key : newKey();
    }

    void keepUnread(Door door, Actor actor, Posted.Unreadable unreadable) {
        reports.keepUnread(
                door,
                Optional.empty(),
                actor,
                new NewReport.Raw(unreadable.bytes(), unreadable.mediaType()),
                unreadable.reason());
    }
}
