package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast forms of the blur against the plain one, value for value. */
final class BlurTest {

    private static final int SIDE = 64;

    private static final List<int[]> SIZES = List.of(
            new int[] {5, 5},
            new int[] {64, 64},
            new int[] {64, 65},
            new int[] {63, 200},
            new int[] {128, 128},
            new int[] {129, 257},
            new int[] {513, 6},
            new int[] {512, 512},
            new int[] {640, 427},
            new int[] {801, 1203});

    /** As the description has it: two passes, rows, then columns, running sums in single precision. */
    private static float[] plain(float[] luma, int width, int height) {
        float[] blurred = luma.clone();
        if (width != SIDE || height != SIDE) {
            for (int pass = 0; pass < 2; pass++) {
                for (int y = 0; y < height; y++) {
                    line(blurred, y * width, 1, width, Math.ceilDiv(width, 128));
                }
                for (int x = 0; x < width; x++) {
                    line(blurred, x, width, height, Math.ceilDiv(height, 128));
                }
            }
        }
        float[] small = new float[SIDE * SIDE];
        for (int i = 0; i < small.length; i++) {
            int row = i / SIDE;
            int column = i % SIDE;
            int y = (int) ((row + 0.5) * height / SIDE);
            int x = (int) ((column + 0.5) * width / SIDE);
            small[i] = blurred[y * width + x];
        }
        return small;
    }

    private static void line(float[] all, int first, int step, int length, int window) {
        int after = (window + 2) / 2 - 1;
        int before = window - 1 - after;
        float[] means = new float[length];
        float sum = 0;
        int count = 0;
        for (int i = 0; i < after; i++) {
            sum += all[first + i * step];
            count++;
        }
        for (int i = 0; i < length; i++) {
            if (i + after < length) {
                sum += all[first + (i + after) * step];
                count++;
            }
            if (i - before - 1 >= 0) {
                sum -= all[first + (i - before - 1) * step];
                count--;
            }
            means[i] = sum / count;
        }
        for (int i = 0; i < length; i++) {
            all[first + i * step] = means[i];
        }
    }

    @Test
    void everyValueIsThatOfThePlainBlurToTheLastBit() {
        for (int[] size : SIZES) {
            int[] rgb = new Random(size[0])
                    .ints((long) size[0] * size[1], 0, 1 << 24)
                    .toArray();
            float[] luma = new float[rgb.length];
            for (int i = 0; i < rgb.length; i++) {
                luma[i] = 0.299f * (rgb[i] >> 16) + 0.587f * (rgb[i] >> 8 & 255) + 0.114f * (rgb[i] & 255);
            }
            assertThat(PdqHasher.reduce(Pixels.of(size[0], size[1], rgb)))
                    .as("%d x %d", size[0], size[1])
                    .isEqualTo(plain(luma, size[0], size[1]));
        }
    }

    @Test
    void storedLumaIsBlurredTheSameButForRounding() {
        for (int[] size : SIZES) {
            Random random = new Random(size[1]);
            int stride = Math.ceilDiv(size[0], 8) * 2;
            int[] plane = random.ints((long) stride * size[1]).toArray();
            LumaPixels pixels = new LumaPixels(size[0], size[1], stride, plane);
            float[] luma = new float[size[0] * size[1]];
            for (int i = 0; i < luma.length; i++) {
                luma[i] = pixels.luma(i % size[0], i / size[0]);
            }
            float[] expected = plain(luma, size[0], size[1]);
            float[] found = PdqHasher.reduce(pixels);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).as("%d x %d, %d", size[0], size[1], i).isCloseTo(expected[i], within(0.001f));
            }
        }
    }

    @Test
    void pickingFromStoredLumaIsPickingFromItsPixels() {
        int[] plane = new Random(1).ints(176 * 600).toArray();
        LumaPixels pixels = new LumaPixels(701, 600, 176, plane);
        assertThat(PictureFixture.pixels(pixels.nearest(512)))
                .isEqualTo(PictureFixture.pixels(new NearestPixels(pixels, 512)));
    }
}
