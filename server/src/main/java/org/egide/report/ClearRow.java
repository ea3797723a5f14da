package org.egide.report;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.egide.audit.AuditEntry;
import org.egide.staff.DeskId;

/**
 * What is written of a report in clear, as text, made ready in the thread of the request: the writer, for whom all wait, only passes
 * it on.
 */
record ClearRow(
        String id,
        String desk,
        String door,
        String reporter,
        String language,
        String forms,
        String acts,
        String facts,
        AuditEntry accepted) {

    static ClearRow of(ReportId id, DeskId desk, NewReport told) {
        return new ClearRow(
                id.toString(),
                desk.toString(),
                told.door().name(),
                told.reporter().name(),
                told.language().code(),
                names(told.forms()),
                names(told.acts()),
                FactLine.write(told.facts()),
                AuditEntry.of(
                        told.actor(),
                        "intake.accepted",
                        "report:" + id,
                        Map.of("door", told.door().name(), "desk", desk.toString())));
    }

    private static String names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }
}
