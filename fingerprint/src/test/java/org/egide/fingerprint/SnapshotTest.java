package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotTest {

    @TempDir
    private Path folder;

    private final Random random = new Random(11);
    private final List<Pdq> entries = new ArrayList<>();

    private NearDuplicateIndex index(int merged, int added) {
        for (int i = 0; i < merged + added; i++) {
            entries.add(HashesFixture.random(random));
        }
        NearDuplicateIndex index =
                NearDuplicateIndex.of(entries.subList(0, merged).iterator());
        entries.subList(merged, merged + added).forEach(index::add);
        return index;
    }

    private void agrees(NearDuplicateIndex index) {
        assertThat(index.size()).isEqualTo(entries.size());
        for (int i = 0; i < 50; i++) {
            Pdq query = HashesFixture.at(entries.get(random.nextInt(entries.size())), random.nextInt(32), random);
            assertThat(index.near(query, 31)).isEqualTo(HashesFixture.byHand(entries, query, 31));
        }
    }

    @Test
    void whatWasSavedIsLoadedWithAdditionsAndWithdrawals() throws IOException {
        NearDuplicateIndex index = index(Segment.INDEXED_FROM + 1, 500);
        for (int i = 0; i < 200; i++) {
            Pdq gone = entries.remove(random.nextInt(entries.size()));
            assertThat(index.withdraw(gone)).isTrue();
        }
        Path file = folder.resolve("index");
        index.save(file);
        agrees(index);
        NearDuplicateIndex loaded = NearDuplicateIndex.load(file);
        agrees(loaded);

        Pdq later = HashesFixture.random(random);
        entries.add(later);
        assertThat(loaded.add(later)).isTrue();
        Pdq gone = entries.remove(3);
        assertThat(loaded.withdraw(gone)).isTrue();
        agrees(loaded);
        loaded.save(file);
        agrees(NearDuplicateIndex.load(file));
        assertThat(folder.toFile().list()).containsExactly("index");
    }

    @Test
    void anEmptyIndexIsSavedAndLoadedToo() throws IOException {
        Path file = folder.resolve("index");
        new NearDuplicateIndex().save(file);
        assertThat(NearDuplicateIndex.load(file).size()).isZero();
    }

    @Test
    void aTornSnapshotIsRefusedWhereverItWasTorn() throws IOException {
        Path file = folder.resolve("index");
        index(300, 20).save(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + length / 9) {
            Files.write(file, Arrays.copyOf(whole, length));
            refused(file);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        Files.write(file, longer);
        refused(file);
    }

    @Test
    void aSnapshotInWhichABitTurnedIsRefused() throws IOException {
        Path file = folder.resolve("index");
        index(200, 20).save(file);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            // The last four bytes of the head are kept for later and mean nothing yet.
            if (i < 28 || i > 31) {
                byte[] turned = whole.clone();
                turned[i] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, turned);
                refused(file);
            }
        }
    }

    @Test
    void aForeignFileAndAnotherVersionAreRefusedWithTheReason() throws IOException {
        Path file = folder.resolve("index");
        Files.write(file, "a list of something else, long enough to be read".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(SnapshotRefusedException.class)
                .isThrownBy(() -> NearDuplicateIndex.load(file))
                .withMessageContaining("no snapshot of an index");
        index(100, 0).save(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[8] = 9;
        Files.write(file, bytes);
        assertThatExceptionOfType(SnapshotRefusedException.class)
                .isThrownBy(() -> NearDuplicateIndex.load(file))
                .withMessageContaining("version 9");
    }

    private static void refused(Path file) {
        assertThatExceptionOfType(SnapshotRefusedException.class).isThrownBy(() -> NearDuplicateIndex.load(file));
    }
}
