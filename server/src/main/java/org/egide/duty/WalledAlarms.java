package org.egide.duty;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.egide.audit.AuditTrail;
import org.egide.report.ReportId;
import org.egide.report.Walls;
import org.egide.staff.Person;
import org.egide.staff.Veil;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes alarms about a walled report out of the audit record as that person sees it (R11): that somebody was called says that it exists. */
@Component
final class WalledAlarms implements Veil {
    private final JdbcClient database;
    private final Walls walls;

    WalledAlarms(JdbcClient database, Walls walls) {
        this.database = database;
        this.walls = walls;
    }

    @Override
    public Predicate<AuditTrail.Row> hiding(Person viewer) {
        var hidden = Set.copyOf(alarms(walls.hiddenReports(viewer)));
        return row -> hidden.contains(row.subject());
    }

    /** As subjects of the record. */
    private List<String> alarms(Set<ReportId> reports) {
        return reports.isEmpty()
                ? List.of()
                : database.sql("SELECT id FROM duty.alarm WHERE kind = 'REPORT' AND subject = ANY (:reports)")
                        .param("reports", reports.stream().map(ReportId::value).toArray(UUID[]::new))
                        .query((row, number) -> "alarm:" + row.getObject("id", UUID.class))
                        .list();
    }
}
