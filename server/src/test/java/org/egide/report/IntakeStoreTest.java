package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.report.NewReportFixture.report;

import java.util.List;
import java.util.UUID;
import org.egide.audit.AuditTrail;
import org.egide.audit.AuditVerifier;
import org.egide.staff.Desks;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.Test;

@EgideTest
final class IntakeStoreTest {
    private final IntakeStore store;
    private final Sealing sealing;
    private final Desks desks;
    private final AuditTrail trail;
    private final AuditVerifier verifier;

    IntakeStoreTest(IntakeStore store, Sealing sealing, Desks desks, AuditTrail trail, AuditVerifier verifier) {
        this.store = store;
        this.sealing = sealing;
        this.desks = desks;
        this.trail = trail;
        this.verifier = verifier;
    }

    /** The connection may end between the commit and its answer; then the writer tries again with the same drafts. */
    @Test
    void aBatchWhoseAnswerWasLostIsStoredOnceAndReceiptedWhenItIsTriedAgain() {
        var drafts = List.of(draft("one"), draft("two"), draft("three"));
        var first = store.insertFresh(drafts);
        assertThat(store.insert(drafts)).isEqualTo(first);
        assertThat(store.insert(List.of(drafts.get(1), draft("four")))).contains(first.get(1));
        for (var receipt : first) {
            assertThat(trail.of("report:" + receipt.report())).hasSize(1);
        }
        assertThat(verifier.verify())
                .filteredOn(finding -> finding.stream().equals("intake"))
                .isNotEmpty()
                .allMatch(AuditVerifier.Finding::intact);
    }

    private Draft draft(String words) {
        return sealing.seal(
                report().telling(words + " " + UUID.randomUUID()).build(),
                desks.receiving().id());
    }
}
