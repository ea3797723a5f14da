package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.egide.fingerprint.JpegFixture.Encoding;
import org.junit.jupiter.api.Test;

/** How far hashes from the stored luma are from the canonical ones. */
final class LumaTest {

    private final Fingerprinter canonical = new Fingerprinter();
    private final Fingerprinter fast = new Fingerprinter(Limits.DEFAULT, Luma.STORED);

    private static void compare(PerceptualHash expected, PerceptualHash found, List<Integer> distances) {
        assertThat(Math.abs(found.quality() - expected.quality())).isLessThanOrEqualTo(1);
        if (expected.trusted()) {
            distances.add(expected.pdq().distance(found.pdq()));
        }
    }

    private List<Integer> distances(List<byte[]> files) {
        List<Integer> distances = new ArrayList<>();
        for (byte[] file : files) {
            Perceptual expected = canonical.of(file).perceptual().orElseThrow();
            Perceptual found = fast.of(file).perceptual().orElseThrow();
            compare(expected.full(), found.full(), distances);
            compare(expected.capped(), found.capped(), distances);
        }
        return distances;
    }

    private static double mean(List<Integer> distances) {
        return distances.stream().mapToInt(distance -> distance).average().orElseThrow();
    }

    @Test
    void hashesFromTheStoredLumaAreNearTheCanonicalOnes() {
        Random random = new Random(5);
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Encoding encoding = Encoding.USUAL.of(40 + random.nextInt(60));
            files.add(JpegFixture.colour(
                    100 + random.nextInt(900),
                    100 + random.nextInt(700),
                    i,
                    i % 2 == 0 ? encoding : encoding.sampled(1, 1)));
        }
        List<Integer> distances = distances(files);
        assertThat(distances).hasSizeGreaterThan(150).allMatch(distance -> distance <= 6);
        assertThat(distances.stream().filter(distance -> distance > 2).count()).isLessThan(distances.size() / 20);
        assertThat(mean(distances)).isLessThan(0.7);
    }

    @Test
    void soAreThoseOfTheSamples() {
        List<byte[]> files = PictureFixture.samples().stream()
                .map(sample -> PictureFixture.sample(sample.getFirst()))
                .toList();
        List<Integer> distances = distances(files);
        assertThat(distances).isNotEmpty().allMatch(distance -> distance <= 2);
    }

    @Test
    void greyPicturesHaveTheCanonicalHash() {
        for (int i = 0; i < 20; i++) {
            byte[] file = JpegFixture.grey(200 + 37 * i, 150 + 29 * i, i, Encoding.USUAL);
            assertThat(fast.of(file).perceptual().orElseThrow().full())
                    .isEqualTo(canonical.of(file).perceptual().orElseThrow().full());
        }
    }

    @Test
    void otherFormatsAreReadTheSame() {
        byte[] png = PictureFixture.png(300, 200, 1);
        assertThat(fast.of(png)).isEqualTo(canonical.of(png));
    }
}
