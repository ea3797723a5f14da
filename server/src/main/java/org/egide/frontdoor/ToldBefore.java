package org.egide.frontdoor;

import java.util.Optional;
import org.egide.audit.Actor;
import org.egide.report.Cases;
import org.egide.report.ReceiptCodes;
import org.egide.report.ReportId;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.springframework.stereotype.Component;

/** Somebody who tells it again may name the code of the first time; then both are one case at once (R75.m1). */
@Component
final class ToldBefore {
    private static final int LONGEST = 400;

    private final ReceiptCodes codes;
    private final Cases cases;

    ToldBefore(ReceiptCodes codes, Cases cases) {
        this.codes = codes;
        this.cases = cases;
    }

    /** What came of looking for the code in the field {@code before}. */
    sealed interface Found {
        /** No code was typed. */
        record Nothing() implements Found {}

        /** A code was typed that opens nothing; it is not shown again. */
        record Wrong() implements Found {}

        /** What was told the first time. */
        record Known(Subject subject) implements Found {}

        default Optional<Subject> known() {
            return switch (this) {
                case Known one -> Optional.of(one.subject());
                case Nothing nothing -> Optional.empty();
                case Wrong wrong -> Optional.empty();
            };
        }
    }

    Found find(Posted.Fields fields) {
        var typed = fields.one("before");
        if (typed.isBlank()) {
            return new Found.Nothing();
        }
        return codes.find(typed.substring(0, Math.min(typed.length(), LONGEST)))
                .map(Return::subject)
                .<Found>map(Found.Known::new)
                .orElseGet(Found.Wrong::new);
    }

    boolean join(ReportId fresh, Found found, Actor actor) {
        return found.known().map(subject -> cases.told(fresh, subject, actor)).orElse(false);
    }
}
