package org.egide.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.egide.platform.Transaction;
import org.egide.platform.Writes;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class AuditTest {
    private final Audit audit;
    private final AuditTrail trail;
    private final AuditVerifier verifier;
    private final Transaction transaction;
    private final JdbcClient database;
    private final Writes writes;

    AuditTest(
            Audit audit,
            AuditTrail trail,
            AuditVerifier verifier,
            Transaction transaction,
            JdbcClient database,
            Writes writes) {
        this.audit = audit;
        this.trail = trail;
        this.verifier = verifier;
        this.transaction = transaction;
        this.database = database;
        this.writes = writes;
    }

    /** The tests break chains of their own; other tests must find a whole record. */
    @AfterEach
    void mend() {
        unguarded("DELETE FROM audit.record WHERE stream LIKE 'proof%'");
        database.sql("DELETE FROM audit.head WHERE stream LIKE 'proof%'").update();
    }

    @Test
    void S6_changingDeletingOrReorderingAnyRowIsFound() {
        var breaks = List.of(
                "UPDATE audit.record SET subject = 'report:other' WHERE stream = '%s' AND sequence = 3",
                "UPDATE audit.record SET at = at + interval '1 microsecond' WHERE stream = '%s' AND sequence = 3",
                "UPDATE audit.record SET details = 'reason=other' WHERE stream = '%s' AND sequence = 1",
                "DELETE FROM audit.record WHERE stream = '%s' AND sequence = 2",
                "DELETE FROM audit.record WHERE stream = '%s' AND sequence = 5",
                "DELETE FROM audit.record WHERE stream = '%s' AND sequence = 1",
                "UPDATE audit.record SET sequence = CASE sequence WHEN 2 THEN 4 ELSE 2 END"
                        + " WHERE stream = '%s' AND sequence IN (2, 4) AND false"
                        + "; UPDATE audit.record a SET actor = b.actor, subject = b.subject, hash = b.hash"
                        + " FROM audit.record b WHERE a.stream = '%1$s' AND b.stream = '%1$s'"
                        + " AND a.sequence = 2 AND b.sequence = 4");
        for (var i = 0; i < breaks.size(); i++) {
            var stream = "proof" + (char) ('a' + i);
            write(stream, 5);
            assertThat(finding(stream).intact()).isTrue();
            unguarded(breaks.get(i).formatted(stream));
            assertThat(finding(stream).intact()).as(breaks.get(i)).isFalse();
        }
    }

    @Test
    void S6_ifTheAuditRowCannotBeWrittenNothingOfTheTransactionStays() {
        write("proofz", 1);
        var before = trail.page("proofz", Long.MAX_VALUE, 10);
        assertThatThrownBy(() -> transaction.run(() -> {
                    database.sql("INSERT INTO audit.head VALUES ('proofy', 0, '')")
                            .update();
                    audit.record(AuditEntry.of(Actor.system("test"), "proofz.happened", "no\u0000text"));
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(trail.page("proofz", Long.MAX_VALUE, 10)).isEqualTo(before);
        assertThat(trail.streams()).doesNotContain("proofy");
    }

    @Test
    void S6_aMessageWhoseChainSomebodyElseHasMovedWritesNothingAndTheChainHolds() {
        var elsewhere = new Audit(database, writes, Clock.systemUTC());
        var entry = AuditEntry.of(Actor.system("test"), "proofm.happened", "x:1");
        assertThat(audit.appending(List.of(entry)))
                .as("the end is not known yet")
                .isEmpty();
        transaction.run(() -> audit.record(entry));
        var message = audit.appending(List.of(entry, entry)).orElseThrow();
        transaction.run(() -> elsewhere.record(entry));
        assertThatThrownBy(() -> writes.commit(List.of(message.write())))
                .isInstanceOf(DataIntegrityViolationException.class);
        message.failed();
        assertThat(audit.appending(List.of(entry))).isEmpty();
        assertThat(finding("proofm").rows()).isEqualTo(2);
        transaction.run(() -> audit.record(entry));
        var second = audit.appending(List.of(entry, entry)).orElseThrow();
        writes.commit(List.of(second.write()));
        second.happened();
        transaction.run(() -> audit.record(entry));
        assertThat(finding("proofm").rows()).isEqualTo(6);
        assertThat(finding("proofm").intact()).isTrue();
    }

    @Test
    void anEntryOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> audit.record(AuditEntry.of(Actor.system("test"), "proofz.happened", "x:1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDatabaseItselfRefusesToChangeARow() {
        write("proofz", 1);
        assertThatThrownBy(() -> database.sql("UPDATE audit.record SET actor = 'x' WHERE stream = 'proofz'")
                        .update())
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> database.sql("DELETE FROM audit.record WHERE stream = 'proofz'")
                        .update())
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void manyAtOnceStillMakeOneChain() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 200)
                    .mapToObj(number -> (java.util.concurrent.Callable<Boolean>) () -> {
                        write("proofm", 1 + number % 3);
                        return true;
                    })
                    .toList();
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        }
        assertThat(finding("proofm").intact()).isTrue();
        assertThat(finding("proofm").rows()).isEqualTo(67 + 67 * 2 + 66 * 3);
    }

    @Test
    void detailsComeBackAsTheyWere() {
        var details = Map.of("reason", "two\nlines\\n and = signs\r", "other", "x");
        transaction.run(() -> audit.record(AuditEntry.of(Actor.system("test"), "proofd.happened", "x:1", details)));
        assertThat(trail.page("proofd", Long.MAX_VALUE, 1).getFirst().details()).isEqualTo(details);
        assertThat(finding("proofd").intact()).isTrue();
    }

    private void write(String stream, int rows) {
        transaction.run(() -> IntStream.range(0, rows)
                .forEach(row -> audit.record(AuditEntry.of(
                        Actor.system("test" + row), stream + ".happened", "x:" + row, Map.of("reason", "r" + row)))));
    }

    private AuditVerifier.Finding finding(String stream) {
        return verifier.verify().stream()
                .filter(finding -> finding.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    private void unguarded(String sql) {
        transaction.run(() -> {
            database.sql("ALTER TABLE audit.record DISABLE TRIGGER record_is_final")
                    .update();
            for (var statement : sql.split(";", -1)) {
                database.sql(statement).update();
            }
            database.sql("ALTER TABLE audit.record ENABLE TRIGGER record_is_final")
                    .update();
        });
    }
}
