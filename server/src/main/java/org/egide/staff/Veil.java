package org.egide.staff;

import java.util.function.Predicate;
import org.egide.audit.AuditTrail;

/** What a module takes out of the audit record as one person sees it (R11 of front-door-and-care). A module contributes a bean. */
public interface Veil {
    /** Whether a row is not for this person. */
    Predicate<AuditTrail.Row> hiding(Person viewer);
}
