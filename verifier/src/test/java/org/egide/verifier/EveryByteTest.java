package org.egide.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One changed byte anywhere is refused: R46.3, R47.2. */
class EveryByteTest {
    private final PackageFixture fixture = new PackageFixture("Node of the example");
    private final SortedMap<String, byte[]> original = fixture.files();
    private final Random random = new Random(20261122);

    @Test
    void R46_3_anUnchangedPackageHolds() {
        Verdict verdict = check(PackageFixture.zipped(original));

        assertThat(verdict.refusals()).isEmpty();
        assertThat(verdict.held()).isTrue();
        assertThat(verdict.signer()).contains(fixture.fingerprint());
    }

    @Test
    void R46_3_everyByteOfTheContainerFlippedIsRefused() {
        byte[] zip = PackageFixture.zipped(original);
        for (int i = 0; i < zip.length; i++) {
            assertThat(check(flipped(zip, i, random.nextInt(8))).held())
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void R46_3_everyByteOfEveryFileFlippedIsRefusedEvenWhenTheContainerIsMadeAnew() {
        for (Map.Entry<String, byte[]> file : original.entrySet()) {
            for (int i = 0; i < file.getValue().length; i++) {
                requireRefused(file.getKey(), file.getValue(), i, random.nextInt(8));
            }
        }
    }

    @Test
    void R46_3_everyBitOfTheSignatureFlippedIsRefused() {
        byte[] signature = new Bag(original).file(PackageLayout.SIGNATURE);
        for (int i = 0; i < signature.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                requireRefused(PackageLayout.SIGNATURE, signature, i, bit);
            }
        }
    }

    @Test
    void everyTruncationAndAnyAppendedByteIsRefused() {
        byte[] zip = PackageFixture.zipped(original);
        for (int length = 0; length < zip.length; length++) {
            assertThat(check(Arrays.copyOf(zip, length)).held())
                    .as("length %d", length)
                    .isFalse();
        }
        assertThat(check(Arrays.copyOf(zip, zip.length + 1)).refusals()).containsExactly(RefusalCode.ZIP_NOT_CANONICAL);
    }

    private void requireRefused(String path, byte[] content, int index, int bit) {
        var files = new TreeMap<>(original);
        files.put(path, flipped(content, index, bit));
        assertThat(check(PackageFixture.zipped(files)).held())
                .as("%s, byte %d, bit %d", path, index, bit)
                .isFalse();
    }

    private static byte[] flipped(byte[] bytes, int index, int bit) {
        byte[] other = bytes.clone();
        other[index] ^= (byte) (1 << bit);
        return other;
    }

    private static Verdict check(byte[] bytes) {
        return Checkable.recognise(bytes).check(Expectations.NONE);
    }
}
