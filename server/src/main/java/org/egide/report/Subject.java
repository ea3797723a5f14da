package org.egide.report;

import java.util.Objects;
import java.util.UUID;

/** What a receipt code stands for: a report, or a contact of a helpline (R75.m1: one kind of code for every door). */
public record Subject(Kind kind, UUID id) {
    /** The kinds of things with a code. */
    public enum Kind {
        REPORT,
        CONTACT
    }

    public Subject {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
    }

    public static Subject of(ReportId report) {
        return new Subject(Kind.REPORT, report.value());
    }
}
