package org.egide.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EgideTest
final class WritesTest {
    private final Writes writes;
    private final Transaction transaction;
    private final JdbcClient database;

    WritesTest(Writes writes, Transaction transaction, JdbcClient database) {
        this.writes = writes;
        this.transaction = transaction;
        this.database = database;
    }

    @BeforeEach
    void make() {
        database.sql("CREATE TABLE public.message_test (id bigint PRIMARY KEY, body bytea NOT NULL)")
                .update();
    }

    @AfterEach
    void drop() {
        database.sql("DROP TABLE public.message_test").update();
    }

    @Test
    void aMessageIsThereWholeWhenItReturns() {
        writes.commit(List.of(row(1, 10), row(2, 10), row(3, 10)));
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void whenOneWriteOfAMessageFailsNoneHappenedWhereverItStands() {
        for (var place = 0; place < 4; place++) {
            var message = new ArrayList<>(List.of(row(11, 10), row(12, 10), row(13, 10)));
            message.add(place, Write.of("INSERT INTO public.message_test VALUES (?, ?)", 14L, null));
            assertThatThrownBy(() -> writes.commit(message)).isInstanceOf(DataIntegrityViolationException.class);
            assertThat(rows()).isZero();
        }
    }

    /** Larger than every buffer between the two programs, and sent again until the driver prepares it on the server. */
    @Test
    void aLargeMessageIsWholeOrNotAtAllToo() {
        for (var round = 0; round < 8; round++) {
            var first = 100L * round;
            var good = IntStream.range(0, 20)
                    .mapToObj(number -> row(first + number, 300_000))
                    .toList();
            writes.commit(good);
            assertThat(rows()).isEqualTo(20L * (round + 1));
            var bad = new ArrayList<>(IntStream.range(20, 40)
                    .mapToObj(number -> row(first + number, 300_000))
                    .toList());
            bad.set(19, row(first, 300_000));
            assertThatThrownBy(() -> writes.commit(bad)).isInstanceOf(DataIntegrityViolationException.class);
            assertThat(rows()).isEqualTo(20L * (round + 1));
        }
    }

    @Test
    void aMessageThatCommitsIsRefusedInsideATransaction() {
        assertThatThrownBy(() -> transaction.run(() -> writes.commit(List.of(row(1, 10)))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void aWriteIsOneStatementAndNeverPrintsItsValues() {
        assertThatThrownBy(() -> Write.of("SELECT 1; SELECT 2")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Write.of("INSERT INTO a VALUES (?)", "told in confidence").toString())
                .doesNotContain("told");
    }

    private static Write row(long id, int size) {
        return Write.of("INSERT INTO public.message_test VALUES (?, ?)", id, new byte[size]);
    }

    private long rows() {
        return database.sql("SELECT count(*) FROM public.message_test")
                .query(Long.class)
                .single();
    }
}
