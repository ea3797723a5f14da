package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

final class PdqHasherTest {

    private final PdqHasher hasher = new PdqHasher();

    private PerceptualHash hash(int width, int height, int[] rgb, Form form) {
        return hasher.hash(Pixels.of(width, height, rgb), form).orElseThrow();
    }

    @Test
    void theSamePixelsGiveTheseBitsForEver() {
        int[] wide = PictureFixture.patches(700, 300, 7);
        assertThat(hash(700, 300, wide, Form.FULL).pdq().hex())
                .isEqualTo("e747781542e63a746aa0b9fc41eabda6a090cb26b175b86c3f98c6f68ac2713a");
        assertThat(hash(700, 300, wide, Form.CAPPED_512).pdq().hex())
                .isEqualTo("e745781442e6ba746aa0b9fcc1eabda6a090cb27b075b8683f98c6f68ec2713a");
    }

    @Test
    void aPictureWithinTheCapHasTheSameBitsInBothForms() {
        int[] rgb = PictureFixture.patches(512, 200, 3);
        assertThat(hash(512, 200, rgb, Form.FULL).variants())
                .isEqualTo(hash(512, 200, rgb, Form.CAPPED_512).variants());
    }

    @Test
    void aPictureUnderFivePixelsHasNoHash() {
        assertThat(hasher.hash(Pixels.of(4, 90, new int[360]), Form.FULL)).isEmpty();
        assertThat(hasher.hash(Pixels.of(90, 4, new int[360]), Form.CAPPED_512)).isEmpty();
        assertThat(hasher.hash(Pixels.of(5, 5, new int[25]), Form.FULL)).isPresent();
    }

    @Test
    void aFlatPictureHasNoQuality() {
        PerceptualHash flat = hash(100, 100, new int[10_000], Form.FULL);
        assertThat(flat.quality()).isZero();
        assertThat(flat.trusted()).isFalse();
    }

    @Test
    void eachVariantIsNearTheHashOfThePictureTurnedThatWay() {
        int side = 960;
        int last = side - 1;
        Map<Orientation, IntBinaryOperator> turns = Map.of(
                Orientation.ORIGINAL, (x, y) -> y * side + x,
                Orientation.ROTATED_90, (x, y) -> x * side + last - y,
                Orientation.ROTATED_180, (x, y) -> (last - y) * side + last - x,
                Orientation.ROTATED_270, (x, y) -> (last - x) * side + y,
                Orientation.FLIPPED_X, (x, y) -> (last - y) * side + x,
                Orientation.FLIPPED_Y, (x, y) -> y * side + last - x,
                Orientation.TRANSPOSED, (x, y) -> x * side + y,
                Orientation.TRANSVERSED, (x, y) -> (last - x) * side + last - y);
        assertThat(turns.keySet()).isEqualTo(EnumSet.allOf(Orientation.class));
        int[] rgb = PictureFixture.patches(side, side, 11);
        PerceptualHash upright = hash(side, side, rgb, Form.FULL);
        turns.forEach((orientation, source) -> {
            int[] turned = new int[rgb.length];
            for (int i = 0; i < turned.length; i++) {
                turned[i] = rgb[source.applyAsInt(i % side, i / side)];
            }
            assertThat(hash(side, side, turned, Form.FULL).pdq().distance(upright.variant(orientation)))
                    .as(orientation.name())
                    .isLessThanOrEqualTo(20);
        });
    }
}
