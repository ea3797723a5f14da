package org.egide.report;

import java.util.function.Predicate;
import org.egide.audit.AuditTrail;
import org.egide.staff.Person;
import org.egide.staff.Veil;
import org.springframework.stereotype.Component;

/** Takes rows that speak of a walled report out of the audit record as that person sees it. */
@Component
final class WalledRows implements Veil {
    private final Walls walls;

    WalledRows(Walls walls) {
        this.walls = walls;
    }

    @Override
    public Predicate<AuditTrail.Row> hiding(Person viewer) {
        var hidden = walls.hiddenFrom(viewer);
        return row -> names(hidden, row.subject())
                || row.details().values().stream().anyMatch(detail -> names(hidden, detail));
    }

    private static boolean names(java.util.Set<String> hidden, String text) {
        return hidden.stream().anyMatch(text::contains);
    }
}
