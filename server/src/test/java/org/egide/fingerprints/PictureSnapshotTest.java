package org.egide.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.egide.fingerprints.SharedListFixture.away;
import static org.egide.fingerprints.SharedListFixture.hashes;
import static org.egide.fingerprints.SharedListFixture.noise;
import static org.egide.fingerprints.SharedListFixture.seed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.egide.fingerprint.Pdq;
import org.egide.keys.Opener;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.egide.testing.EgideTest;
import org.egide.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node that starts with millions of entries: what its snapshot spares it, and what a snapshot can never change. */
@EgideTest
final class PictureSnapshotTest {
    private final FingerprintLists lists;
    private final JdbcClient database;
    private final EntryMarks marks;
    private final Opener opener;
    private final Settings settings;
    private final SettableClock clock;
    private final Person one;
    private final ListId list;

    @TempDir
    private Path data;

    PictureSnapshotTest(
            FingerprintLists lists,
            JdbcClient database,
            EntryMarks marks,
            Opener opener,
            Settings settings,
            SettableClock clock,
            Desks desks,
            People people) {
        this.lists = lists;
        this.database = database;
        this.marks = marks;
        this.opener = opener;
        this.settings = settings;
        this.clock = clock;
        this.one = people.create("Analyst", desks.receiving().id(), Set.of(Role.ANALYST));
        this.list = lists.create(one, new NewList("Snapshot " + UUID.randomUUID(), "Article 1", "A1", 31, true));
    }

    private Recognition node() {
        var own = settings.with(Map.of(Setting.DATA, data.toString()));
        return new Recognition(database, opener, clock, marks, new PictureSnapshot(own, database, opener, clock));
    }

    private EntryId add(Pdq pdq) {
        return lists.add(one, list, hashes(pdq), "invented", Optional.empty());
    }

    /** As if so many entries had come that a snapshot is due. */
    private void snapshotted() {
        database.sql("SELECT setval('fingerprints.change', nextval('fingerprints.change') + 20000)")
                .query()
                .singleRow();
        add(noise(seed()));
        var node = node();
        node.catchUp();
        assertThat(node.work()).isOne();
        assertThat(node.work()).isZero();
    }

    private Path file() {
        return data.resolve("fingerprints/pictures.sealed");
    }

    @Test
    void aStartReadsTheSnapshotAndOpensOnlyWhatCameLater() {
        var early = noise(seed());
        var late = noise(seed());
        var before = add(early);
        snapshotted();
        add(late);
        var sealed = database.sql("SELECT sealed FROM fingerprints.entry WHERE id = :id")
                .param("id", before.value())
                .query(byte[].class)
                .single();
        try {
            setSealed(before, new byte[sealed.length]);
            var node = node();
            assertThat(node.match(hashes(away(early, 12, 1)))).singleElement().satisfies(match -> {
                assertThat(match.entry()).isEqualTo(before);
                assertThat(match.distance()).isEqualTo(12);
            });
            assertThat(node.match(hashes(late))).hasSize(1);
        } finally {
            setSealed(before, sealed);
        }
    }

    private void setSealed(EntryId entry, byte[] sealed) {
        database.sql("UPDATE fingerprints.entry SET sealed = :sealed WHERE id = :id")
                .param("sealed", sealed)
                .param("id", entry.value())
                .update();
    }

    @Test
    void whatWasWithdrawnAfterTheSnapshotIsFoundByNobodyAndLeavesTheMemory() {
        var pdq = noise(seed());
        var entry = add(pdq);
        snapshotted();
        var before = node();
        before.catchUp();
        lists.withdraw(one, entry, "entered by mistake");
        var node = node();
        assertThat(node.match(hashes(pdq))).isEmpty();
        assertThat(node.size()).isEqualTo(before.size() - 2);
    }

    @Test
    void aHashThatAnotherEntryHasTooStaysWhenOneIsWithdrawn() {
        var pdq = noise(seed());
        var entry = add(pdq);
        var other = lists.create(one, new NewList("Other " + UUID.randomUUID(), "Article 1", "A1", 31, true));
        var second = lists.add(one, other, hashes(pdq), "invented", Optional.empty());
        var node = node();
        assertThat(node.match(hashes(pdq))).hasSize(2);
        lists.withdraw(one, entry, "entered by mistake");
        assertThat(node.match(hashes(away(pdq, 9, 2))))
                .singleElement()
                .satisfies(match -> assertThat(match.entry()).isEqualTo(second));
        lists.withdraw(one, second, "entered by mistake");
        assertThat(node.match(hashes(pdq))).isEmpty();
    }

    @Test
    void noHashStandsReadableInTheFileOrAmongTheMarks() throws IOException {
        var pdq = noise(seed());
        add(pdq);
        snapshotted();
        var raw = new String(ByteBuffer.allocate(8).putLong(pdq.b()).array(), StandardCharsets.ISO_8859_1);
        var stored = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
        assertThat(stored).hasSizeGreaterThan(64).doesNotContain(raw, pdq.hex());
        assertThat(database.sql("SELECT mark FROM fingerprints.mark")
                        .query(byte[].class)
                        .list())
                .noneMatch(mark -> new String(mark, StandardCharsets.ISO_8859_1).contains(raw));
    }

    @Test
    void aDamagedCutOrForeignSnapshotIsSetAsideAndNothingIsMissed() throws IOException {
        var pdq = noise(seed());
        add(pdq);
        snapshotted();
        var whole = Files.readAllBytes(file());
        for (UnaryOperator<byte[]> harm : harms()) {
            Files.write(file(), harm.apply(whole.clone()));
            assertThat(node().match(hashes(away(pdq, 20, 3)))).hasSize(1);
        }
        Files.write(file(), whole);
    }

    @Test
    void aSnapshotThatIsLaterThanARestoredBackupIsNotUsed() {
        snapshotted();
        var last = database.sql("SELECT max(changed) FROM fingerprints.entry")
                .query(Long.class)
                .single();
        // The backup knows nothing of the file, and what is added afterwards takes numbers that the file counts as
        // read.
        database.sql("DELETE FROM fingerprints.snapshot").update();
        var pdq = noise(seed());
        database.sql("UPDATE fingerprints.entry SET changed = :number WHERE id = :id")
                .param("number", last - 7)
                .param("id", add(pdq).value())
                .update();
        assertThat(node().match(hashes(away(pdq, 20, 3)))).hasSize(1);
    }

    @Test
    void whatAKilledWriterLeftBehindGoesWithTheNextSnapshot() throws IOException {
        snapshotted();
        var left = Files.write(file().resolveSibling("pictures.sealed." + UUID.randomUUID()), new byte[64]);
        snapshotted();
        assertThat(left).doesNotExist();
        assertThat(file()).exists();
    }

    private static java.util.List<UnaryOperator<byte[]>> harms() {
        return java.util.List.of(
                bytes -> new byte[0],
                bytes -> Arrays.copyOf(bytes, 10),
                bytes -> Arrays.copyOf(bytes, bytes.length - 1),
                bytes -> {
                    bytes[bytes.length - 40] ^= 1;
                    return bytes;
                });
    }
}
