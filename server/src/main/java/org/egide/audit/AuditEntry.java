package org.egide.audit;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One thing that happened: who, what ({@code report.accepted}), to which subject ({@code report:<id>}), with details that are
 * ids, codes and reasons, never content.
 */
public record AuditEntry(Actor actor, String action, String subject, SortedMap<String, String> details) {
    private static final Pattern ACTION = Pattern.compile("[a-z-]+(\\.[a-z-]+)+");

    public AuditEntry {
        if (!ACTION.matcher(action).matches()) {
            throw new IllegalArgumentException("an action is module.verb: " + action);
        }
        details = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    public static AuditEntry of(Actor actor, String action, String subject) {
        return new AuditEntry(actor, action, subject, new TreeMap<>());
    }

    public static AuditEntry of(Actor actor, String action, String subject, Map<String, String> details) {
        return new AuditEntry(actor, action, subject, new TreeMap<>(details));
    }
}
