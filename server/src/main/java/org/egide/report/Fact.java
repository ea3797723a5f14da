package org.egide.report;

import java.util.Objects;
import org.egide.platform.Refusal;

/** A typed statement with its source: said by the reporter, by a machine or by an analyst. */
public record Fact(FactKind kind, String value, Source source) {
    /** Who states it. */
    public enum Source {
        REPORTER,
        MACHINE,
        ANALYST
    }

    public Fact {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(source);
        if (!kind.allows(value)) {
            throw Refusal.because("unknown-fact-value", "The fact " + kind + " does not have the value that was sent.");
        }
    }

    /** What the reporter says. */
    public static Fact said(FactKind kind, String value) {
        return new Fact(kind, value, Source.REPORTER);
    }
}
