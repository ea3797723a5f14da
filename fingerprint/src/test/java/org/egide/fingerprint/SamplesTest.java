package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egide.fingerprint.Fingerprints.Perceptual;
import org.junit.jupiter.api.Test;

/** Files whose hashes were computed elsewhere, from libjpeg-turbo, libpng and libwebp. */
final class SamplesTest {

    private final Fingerprinter fingerprinter = new Fingerprinter();

    @Test
    void everySampleAgreesInBothForms() {
        assertThat(PictureFixture.samples()).hasSizeGreaterThan(20).allSatisfy(this::agrees);
    }

    private void agrees(List<String> sample) {
        Fingerprints found = fingerprinter.of(PictureFixture.sample(sample.get(0)));
        assertThat(found.exact().sha256()).isEqualTo(sample.get(5));
        assertThat(found.exact().md5()).isEqualTo(sample.get(6));
        Perceptual perceptual = found.perceptual().orElseThrow();
        agrees(perceptual.full(), sample.get(1), sample.get(2));
        agrees(perceptual.capped(), sample.get(3), sample.get(4));
    }

    /** Ten bits are the agreement that any two decoders must reach; ours reaches all. */
    private static void agrees(PerceptualHash found, String expected, String quality) {
        assertThat(found.quality()).isEqualTo(Integer.parseInt(quality));
        if (found.quality() >= 80) {
            assertThat(found.pdq().distance(Pdq.parse(expected))).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aTurnedPictureIsNearOneOfTheEightVariants() {
        PerceptualHash mirrored = full("blocks-1024x768--mirror.jpg");
        PerceptualHash original = full("blocks-1024x768.jpg");
        assertThat(mirrored.variants().values()).anyMatch(variant -> variant.distance(original.pdq()) <= 31);
        assertThat(mirrored.pdq().distance(original.pdq())).isGreaterThan(60);
    }

    private PerceptualHash full(String name) {
        return fingerprinter
                .of(PictureFixture.sample(name))
                .perceptual()
                .orElseThrow()
                .full();
    }
}
