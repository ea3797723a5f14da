package org.egide.gateway;

import java.util.function.Predicate;
import org.egide.report.FactKind;
import org.egide.report.ItemKind;
import org.egide.report.NewReport;

/**
 * What makes a report useful, and how much of its completeness each part is worth; together 100. Completeness says nothing about
 * urgency: a sparse report of a child in danger comes first all the same.
 */
enum UsefulField {
    FORM("forms", 10, report -> !report.forms().isEmpty()),
    WHERE("where", 25, UsefulField::saysWhere),
    MATERIAL("material", 15, report -> has(report, ItemKind.FILE) || has(report, ItemKind.FINGERPRINT)),
    NETWORK_ADDRESS("networkAddress", 15, UsefulField::hasNetworkAddress),
    NARRATIVE("narrative", 10, report -> report.narrative().isPresent()),
    CHILD_AGE("childAge", 10, report -> states(report, FactKind.CHILD_AGE)),
    VIEWED("viewedByProvider", 5, report -> states(report, FactKind.VIEWED_BY_PROVIDER)),
    PUBLIC("publiclyAvailable", 5, report -> states(report, FactKind.PUBLICLY_AVAILABLE)),
    CONTACT("contact", 5, report -> !report.identity().isEmpty());

    private final String wireName;
    private final int worth;
    private final Predicate<NewReport> given;

    UsefulField(String wireName, int worth, Predicate<NewReport> given) {
        this.wireName = wireName;
        this.worth = worth;
        this.given = given;
    }

    /** The name in the answer. */
    String wireName() {
        return wireName;
    }

    /** Points of 100. */
    int worth() {
        return worth;
    }

    boolean isIn(NewReport report) {
        return given.test(report);
    }

    private static boolean saysWhere(NewReport report) {
        return report.items().stream().anyMatch(item -> switch (item.kind()) {
            case ADDRESS, ACCOUNT, CONVERSATION, EMAIL, PHONE, PAYMENT, LIVE_SESSION, PEER_TO_PEER -> true;
            case FILE, FINGERPRINT, NETWORK_ADDRESS, DEVICE -> false;
        });
    }

    /** Without port and time an address that many share names nobody. */
    private static boolean hasNetworkAddress(NewReport report) {
        return report.items().stream()
                .anyMatch(item -> item.kind() == ItemKind.NETWORK_ADDRESS
                        && item.value().contains(" port=")
                        && item.value().contains(" at="));
    }

    private static boolean has(NewReport report, ItemKind kind) {
        return report.items().stream().anyMatch(item -> item.kind() == kind);
    }

    private static boolean states(NewReport report, FactKind kind) {
        return report.facts().stream()
                .anyMatch(fact -> fact.kind() == kind && !fact.value().equals(FactKind.UNKNOWN));
    }
}
