package org.egide.dialogue;

import java.util.Optional;
import org.egide.keys.Opener;
import org.egide.keys.Place;
import org.egide.keys.Purpose;
import org.egide.keys.Seals;
import org.egide.report.ReporterSeals;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.springframework.stereotype.Component;

/** Seals the same bytes twice: for staff under a purpose, and for the code of the subject. */
@Component
final class TwoSeals {
    private final Seals seals;
    private final ReporterSeals reporterSeals;
    private final Opener opener;

    TwoSeals(Seals seals, ReporterSeals reporterSeals, Opener opener) {
        this.seals = seals;
        this.reporterSeals = reporterSeals;
        this.opener = opener;
    }

    /** What is stored; the reporter's copy is missing when the subject has no code. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only stored
    record Sealed(byte[] forStaff, Optional<byte[]> forReporter) {}

    /** Seals both copies, the key of the first stored in the running transaction. */
    Sealed seal(Subject subject, Purpose purpose, String table, String row, byte[] plain) {
        return new Sealed(
                seals.sealNew(purpose, staff(table, row), plain),
                reporterSeals.seal(subject, reporter(table, row), plain));
    }

    byte[] forStaff(String table, String row, byte[] box) {
        return opener.open(staff(table, row), box);
    }

    byte[] forReporter(Return back, String table, String row, byte[] box) {
        return back.key().open(reporter(table, row), box);
    }

    /** Destroys the key of staff's copy: it never opens again. */
    void erase(byte[] box) {
        seals.erase(seals.keyOf(box));
    }

    private static Place staff(String table, String row) {
        return new Place(table, row, "for-staff");
    }

    private static Place reporter(String table, String row) {
        return new Place(table, row, "for-reporter");
    }
}
