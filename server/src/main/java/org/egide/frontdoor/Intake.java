package org.egide.frontdoor;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.egide.audit.Actor;
import org.egide.platform.Language;
import org.egide.report.Door;
import org.egide.report.IssuedCode;
import org.egide.report.NewReport;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Reports;
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
    private final Desks desks;
    private final People people;

    Intake(Reports reports, ReceiptCodes codes, Desks desks, People people) {
        this.reports = reports;
        this.codes = codes;
        this.desks = desks;
        this.people = people;
    }

    /** What came of handing over. */
    sealed interface Handed {
        /** On disk; the code is shown once. */
        record Accepted(IssuedCode code, ReportId report) implements Handed {}

        /** The same page had been sent before; its code is not known here any more. */
        record Again() implements Handed {}
    }

    /** Whether the receiving desk exists and somebody works at it who may read a report: an empty desk hears nobody. */
    boolean open() {
        return desks.ofKind(DeskKind.HOTLINE).stream()
                .limit(1)
                .flatMap(desk -> people.ofDesk(desk.id()).stream())
                .anyMatch(person -> person.is(Role.ANALYST) || person.is(Role.SUPERVISOR));
    }

    Handed take(Language language, String key, BiFunction<Sending, IssuedCode, NewReport> report) {
        var code = codes.issue(language);
        var receipt = reports.accept(report.apply(new Sending(SOURCE, valid(key)), code));
        return receipt.again() ? new Handed.Again() : new Handed.Accepted(code, receipt.report());
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
