package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.egide.audit.Actor;
import org.egide.keys.Seals;
import org.egide.platform.Transaction;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What broken-off uploads leave behind goes after a day; what a row names never does. */
@EgideTest
final class FileSweepTest {
    private static final Actor SENDER = Actor.system("test");
    private static final Duration NEARLY_A_DAY = Duration.ofHours(23);

    private final TestNode node;
    private final FileStore files;
    private final FileSweep sweep;
    private final Reports reports;
    private final Seals seals;
    private final Transaction transaction;
    private final JdbcClient database;
    private final SettableClock clock;
    private final Person analyst;

    FileSweepTest(
            TestNode node,
            FileStore files,
            FileSweep sweep,
            Reports reports,
            Seals seals,
            Transaction transaction,
            JdbcClient database,
            SettableClock clock,
            Desks desks,
            People people) {
        this.node = node;
        this.files = files;
        this.sweep = sweep;
        this.reports = reports;
        this.seals = seals;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
        this.analyst = people.create("Sweep Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
    }

    @BeforeEach
    void whatOtherTestsLeftIsGone() {
        clock.advance(Duration.ofDays(3));
        sweep.work();
    }

    private Path path(FileId id) {
        return node.data()
                .resolve("files")
                .resolve(id.toString().substring(0, 2))
                .resolve(id.toString());
    }

    private static ByteArrayInputStream noise() {
        return new ByteArrayInputStream(("noise " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
    }

    private FileId keep() {
        var kept = files.keep(noise(), SENDER).id();
        writtenNow(path(kept));
        return kept;
    }

    /** The clock of the test is not the clock of the disk. */
    private void writtenNow(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A ciphertext whose transaction failed. */
    private FileId orphan() {
        var kept = new ArrayList<FileId>();
        assertThatThrownBy(() -> transaction.run(() -> {
                    kept.add(keep());
                    throw new IllegalStateException("the database went away");
                }))
                .hasMessage("the database went away");
        assertThat(hasRow(kept.getFirst())).isFalse();
        assertThat(path(kept.getFirst())).exists();
        return kept.getFirst();
    }

    private boolean hasRow(FileId id) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM report.file WHERE id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private List<String> audited(FileId id) {
        return database.sql("SELECT action FROM audit.record WHERE subject = :file ORDER BY at, sequence")
                .param("file", "file:" + id)
                .query((row, number) -> row.getString("action"))
                .list();
    }

    @Test
    void aCiphertextThatNoRowNamesIsDroppedAfterADayAndAudited() {
        var orphan = orphan();
        clock.advance(NEARLY_A_DAY);
        sweep.work();
        assertThat(path(orphan)).exists();
        clock.advance(Duration.ofHours(2));
        assertThat(sweep.work()).isEqualTo(1);
        assertThat(path(orphan)).doesNotExist();
        assertThat(audited(orphan)).containsExactly("report.orphan-dropped");
    }

    @Test
    void halfAFileFromAProcessThatWasKilledIsDroppedAfterADay() throws IOException {
        var id = FileId.random();
        var draft = path(id).resolveSibling(id + ".draft");
        Files.createDirectories(draft.getParent());
        Files.write(draft, new byte[] {1, 2, 3});
        writtenNow(draft);
        clock.advance(NEARLY_A_DAY);
        sweep.work();
        assertThat(draft).exists();
        clock.advance(Duration.ofHours(2));
        sweep.work();
        assertThat(draft).doesNotExist();
    }

    @Test
    void aFileThatNothingNamesIsDroppedAfterADayWithItsKeys() {
        var file = keep();
        var key = database.sql("SELECT stored_key FROM report.file WHERE id = :id")
                .param("id", file.value())
                .query((row, number) -> seals.keyOf(row.getBytes(1)))
                .single();
        clock.advance(NEARLY_A_DAY);
        sweep.work();
        assertThat(hasRow(file)).isTrue();
        clock.advance(Duration.ofHours(2));
        sweep.work();
        assertThat(hasRow(file)).isFalse();
        assertThat(path(file)).doesNotExist();
        assertThat(audited(file)).containsExactly("report.file-kept", "report.file-dropped");
        assertThat(database.sql("SELECT erased_at IS NOT NULL FROM keys.sealed_key WHERE id = :id")
                        .param("id", key.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aFileThatAReportNamesStaysForEverAndCanBeRead() {
        var file = keep();
        reports.accept(NewReportFixture.report()
                .naming(NewItem.file(file, "noise.bin"))
                .build());
        clock.advance(Duration.ofDays(400));
        sweep.work();
        files.discard(file, SENDER);
        assertThat(new String(files.read(analyst, file, "test", 1_000), StandardCharsets.UTF_8))
                .startsWith("noise ");
    }

    @Test
    void aFileThatIsNoneOfOursIsLeftAlone() throws IOException {
        var other = node.data().resolve("files").resolve("zz").resolve("lost+found");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "the operator's");
        clock.advance(Duration.ofDays(2));
        sweep.work();
        assertThat(other).exists();
        Files.delete(other);
    }

    @Test
    void aFolderOfAnotherDatabaseLosesNothing() throws IOException {
        long there;
        try (var all = Files.walk(node.data().resolve("files"))) {
            there = all.filter(Files::isRegularFile).count();
        }
        var others = new ArrayList<Path>();
        for (var number = 0; number < 101 + there; number++) {
            var file = path(FileId.random());
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {1});
            writtenNow(file);
            others.add(file);
        }
        clock.advance(Duration.ofDays(2));
        sweep.work();
        assertThat(others).allSatisfy(file -> assertThat(file).exists());
        for (var file : others) {
            Files.delete(file);
        }
    }

    @Test
    void aRowNeverStaysWithoutItsCiphertextEvenWhenWhatIsAroundFails() {
        var file = keep();
        assertThatThrownBy(() -> transaction.run(() -> {
                    files.discard(file, SENDER);
                    throw new IllegalStateException("the database went away");
                }))
                .hasMessage("the database went away");
        assertThat(hasRow(file)).isFalse();
        assertThat(path(file)).doesNotExist();
    }

    @Test
    void theFolderIsLookedThroughOnceAnHour() {
        var orphan = orphan();
        clock.advance(Duration.ofDays(2));
        assertThat(sweep.work()).isEqualTo(1);
        assertThat(path(orphan)).doesNotExist();
        var second = orphan();
        clock.advance(Duration.ofMinutes(59));
        assertThat(sweep.work()).isZero();
        clock.advance(Duration.ofDays(2));
        assertThat(sweep.work()).isEqualTo(1);
        assertThat(path(second)).doesNotExist();
    }
}
