package org.egide.report;

import java.util.Objects;
import java.util.Optional;
import org.egide.keys.ReturnKey;

/** Somebody who came back with the right code: what it stands for, and the key to what was written to them. */
public record Return(Subject subject, ReturnKey key) {
    public Return {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(key);
    }

    /** The report, when the code stands for one. */
    public Optional<ReportId> report() {
        return subject.kind() == Subject.Kind.REPORT ? Optional.of(new ReportId(subject.id())) : Optional.empty();
    }
}
