package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FormatsTest {

    private static final int WIDTH = 61;
    private static final int HEIGHT = 47;

    private final PictureReader reader = new PictureReader(Limits.DEFAULT);

    static List<byte[]> oneOfEachFormat() {
        BufferedImage image = image(BufferedImage.TYPE_3BYTE_BGR);
        return List.of(
                PictureFixture.encoded(image, "png"),
                PictureFixture.encoded(image, "jpg"),
                PictureFixture.encoded(image(BufferedImage.TYPE_BYTE_INDEXED), "gif"),
                PictureFixture.encoded(image, "bmp"),
                PictureFixture.encoded(image, "tiff"),
                PictureFixture.sample("mode-cmyk.jpg"),
                PictureFixture.sample("mode-progressive.jpg"),
                PictureFixture.sample("mode-webp.webp"));
    }

    private static int[] patches() {
        return PictureFixture.patches(WIDTH, HEIGHT, 21);
    }

    private static BufferedImage image(int type) {
        if (type == BufferedImage.TYPE_BYTE_INDEXED) {
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
            image.setRGB(0, 0, WIDTH, HEIGHT, patches(), 0, WIDTH);
            return image;
        }
        return PictureFixture.image(WIDTH, HEIGHT, patches(), type);
    }

    private int[] read(byte[] file) {
        return switch (reader.read(file)) {
            case Reading.Decoded decoded ->
                Arrays.stream(PictureFixture.pixels(decoded.pixels()))
                        .map(colour -> colour & 0xFFFFFF)
                        .toArray();
            case Reading.Refused refused -> throw new AssertionError(refused.refusal());
        };
    }

    @Test
    void losslessFormatsGiveTheStoredColours() {
        for (String format : List.of("png", "bmp", "tiff")) {
            assertThat(read(PictureFixture.encoded(image(BufferedImage.TYPE_3BYTE_BGR), format)))
                    .as(format)
                    .isEqualTo(patches());
        }
    }

    @Test
    void aPaletteGivesItsColours() {
        BufferedImage indexed = image(BufferedImage.TYPE_BYTE_INDEXED);
        int[] expected = Arrays.stream(indexed.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                .map(colour -> colour & 0xFFFFFF)
                .toArray();
        for (String format : List.of("png", "gif", "bmp", "tiff")) {
            assertThat(read(PictureFixture.encoded(indexed, format))).as(format).isEqualTo(expected);
        }
    }

    /** Java's own conversion would brighten these through its linear grey. */
    @Test
    void greyIsTheStoredNumber() {
        int[] expected = Arrays.stream(patches())
                .map(colour -> (colour >> 16) * 0x010101)
                .toArray();
        for (String format : List.of("png", "bmp", "tiff")) {
            assertThat(read(PictureFixture.encoded(image(BufferedImage.TYPE_BYTE_GRAY), format)))
                    .as(format)
                    .isEqualTo(expected);
        }
    }

    @Test
    void sixteenBitsAreRoundedToEight() {
        BufferedImage deep = new BufferedImage(256, 8, BufferedImage.TYPE_USHORT_GRAY);
        int[] expected = new int[256 * 8];
        for (int i = 0; i < expected.length; i++) {
            deep.getRaster().setSample(i % 256, i / 256, 0, i % 256 * 257 + (i / 256 - 4) * 30 & 0xFFFF);
            int stored = i % 256 * 257 + (i / 256 - 4) * 30 & 0xFFFF;
            expected[i] = (int) Math.round(stored / 257.0) * 0x010101;
        }
        for (String format : List.of("png", "tiff")) {
            assertThat(read(PictureFixture.encoded(deep, format))).as(format).isEqualTo(expected);
        }
    }

    @Test
    void oneBitIsBlackAndWhite() {
        BufferedImage bits = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        int[] expected = new int[WIDTH * HEIGHT];
        for (int i = 0; i < expected.length; i++) {
            bits.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i % 7 == 0 ? 1 : 0);
            expected[i] = i % 7 == 0 ? 0xFFFFFF : 0;
        }
        for (String format : List.of("png", "bmp", "tiff", "gif")) {
            assertThat(read(PictureFixture.encoded(bits, format))).as(format).isEqualTo(expected);
        }
    }

    @Test
    void transparencyLiesOnWhite() {
        int[] colours = {0xFF102030, 0x00FFFFFF, 0x00000000, 0x80000000, 0x80FF0000, 0x40204060};
        BufferedImage image = PictureFixture.image(6, 1, colours, BufferedImage.TYPE_4BYTE_ABGR);
        assertThat(read(PictureFixture.encoded(image, "png")))
                .containsExactly(0x102030, 0xFFFFFF, 0xFFFFFF, 0x7F7F7F, 0xFF7F7F, 0xC7CFD7);
    }

    @Test
    void aGreyJpegIsTheSameAsItsLuma() {
        int[] found = read(PictureFixture.encoded(image(BufferedImage.TYPE_BYTE_GRAY), "jpg"));
        assertThat(Arrays.stream(found)).allMatch(colour -> (colour & 255) * 0x010101 == colour);
        int[] stored = patches();
        long difference = 0;
        for (int i = 0; i < found.length; i++) {
            difference += Math.abs((found[i] & 255) - (stored[i] >> 16));
        }
        assertThat(difference / found.length).isLessThan(12);
    }
}
