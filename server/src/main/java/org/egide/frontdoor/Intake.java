package org.egide.frontdoor;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.egide.audit.Actor;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.report.Door;
import org.egide.report.IssuedCode;
import org.egide.report.KeptPlaces;
import org.egide.report.NewReport;
import org.egide.report.ReceiptCode;
import org.egide.report.ReceiptCodes;
import org.egide.report.Reports;
import org.egide.report.Ticket;
import org.egide.staff.DeskKind;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** Hands a report over and knows whether anybody is there to receive it (R42.3). */
@Component
final class Intake {
    /** The one who sends is never known; the key made with the last page makes a second press harmless. */
    private static final String SOURCE = "public";

    private final Reports reports;
    private final ReceiptCodes codes;
    private final KeptPlaces places;
    private final Desks desks;
    private final People people;

    Intake(Reports reports, ReceiptCodes codes, KeptPlaces places, Desks desks, People people) {
        this.reports = reports;
        this.codes = codes;
        this.places = places;
        this.desks = desks;
        this.people = people;
    }

    /** What came of handing over. */
    sealed interface Handed {
        /** On disk; this is its code. */
        record Accepted(ReceiptCode code) implements Handed {}

        /** On disk, but so many wait for a code that none could be made now. */
        record WithoutCode() implements Handed {}

        /** The same page had been sent before; its code is not known here any more. */
        record Again() implements Handed {}
    }

    /** How somebody comes: with a ticket, and whether it looks machine-made. */
    record Coming(Ticket ticket, boolean aside) {}

    /** Whether the receiving desk exists and somebody works at it who may read a report: an empty desk hears nobody. */
    boolean open() {
        return desks.ofKind(DeskKind.HOTLINE).stream()
                .limit(1)
                .flatMap(desk -> people.ofDesk(desk.id()).stream())
                .anyMatch(person -> person.is(Role.ANALYST) || person.is(Role.SUPERVISOR));
    }

    /** Hands over with the code of the kept place, or a new one. A report is never refused for want of a code. */
    Handed take(
            Language language, String key, Coming coming, BiFunction<Sending, Optional<IssuedCode>, NewReport> report) {
        var code = code(language, coming);
        var receipt = reports.accept(report.apply(new Sending(SOURCE, valid(key)), code));
        if (!receipt.again()) {
            return code.<Handed>map(issued -> new Handed.Accepted(issued.code()))
                    .orElseGet(Handed.WithoutCode::new);
        }
        return places.isFor(coming.ticket(), receipt.report())
                ? new Handed.Accepted(coming.ticket().code().orElseThrow())
                : new Handed.Again();
    }

    private Optional<IssuedCode> code(Language language, Coming coming) {
        try {
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
