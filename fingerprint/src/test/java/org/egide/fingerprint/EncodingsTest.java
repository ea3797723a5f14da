package org.egide.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.bmp.BMPImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.egide.fingerprint.Refusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The encodings within each format, and what is refused by its name. */
final class EncodingsTest {

    private static final int WIDTH = 61;
    private static final int HEIGHT = 47;

    private final PictureReader reader = new PictureReader(Limits.DEFAULT);

    private static int[] patches() {
        return PictureFixture.patches(WIDTH, HEIGHT, 21);
    }

    private static BufferedImage colours() {
        return PictureFixture.image(WIDTH, HEIGHT, patches(), BufferedImage.TYPE_3BYTE_BGR);
    }

    private static BufferedImage indexed() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(0, 0, WIDTH, HEIGHT, patches(), 0, WIDTH);
        return image;
    }

    private static int[] rgb(BufferedImage image) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(all).map(colour -> colour & 0xFFFFFF).toArray();
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

    private Refusal refusal(byte[] file) {
        return switch (reader.read(file)) {
            case Reading.Decoded decoded -> throw new AssertionError("decoded as " + decoded.format());
            case Reading.Refused refused -> refused.refusal();
        };
    }

    private static byte[] written(BufferedImage image, String format, Consumer<ImageWriteParam> settings) {
        return written(new IIOImage(image, null, null), format, settings);
    }

    private static byte[] written(IIOImage image, String format, Consumer<ImageWriteParam> settings) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            settings.accept(param);
            writer.setOutput(out);
            writer.write(null, image, param);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static Consumer<ImageWriteParam> compressed(String type) {
        return param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(type);
        };
    }

    @Test
    void interlacedPicturesAreTheSameAsOthers() {
        Consumer<ImageWriteParam> interlaced = param -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        Consumer<ImageWriteParam> plain = param -> param.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
        assertThat(read(written(colours(), "png", interlaced))).isEqualTo(patches());
        for (String format : List.of("png", "gif")) {
            byte[] file = written(indexed(), format, interlaced);
            assertThat(file).isNotEqualTo(written(indexed(), format, plain));
            assertThat(read(file)).as(format).isEqualTo(rgb(indexed()));
        }
    }

    @Test
    void aPaletteWithTransparencyLiesOnWhite() {
        byte[] red = {(byte) 200, 10, 0, 0};
        byte[] green = {0, 20, (byte) 255, 0};
        byte[] blue = {0, 30, 0, 0};
        byte[] alpha = {(byte) 255, (byte) 255, (byte) 255, 0};
        BufferedImage image = new BufferedImage(
                4, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 4, red, green, blue, alpha));
        for (int x = 0; x < 4; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }
        for (String format : List.of("png", "gif")) {
            assertThat(read(PictureFixture.encoded(image, format)))
                    .as(format)
                    .containsExactly(0xC80000, 0x0A141E, 0x00FF00, 0xFFFFFF);
        }
    }

    @ParameterizedTest
    @CsvSource({"LZW", "PackBits", "Deflate", "ZLib"})
    void everyLosslessCompressionOfATiffIsRead(String compression) {
        assertThat(read(written(colours(), "tiff", compressed(compression)))).isEqualTo(patches());
        assertThat(read(written(indexed(), "tiff", compressed(compression)))).isEqualTo(rgb(indexed()));
    }

    @ParameterizedTest
    @CsvSource({"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void facsimileCompressionOfATiffIsRead(String compression) {
        BufferedImage bits = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(0, 0, WIDTH, HEIGHT, patches(), 0, WIDTH);
        assertThat(read(written(bits, "tiff", compressed(compression)))).isEqualTo(rgb(bits));
    }

    @Test
    void aTiffThatHoldsAJpegIsRefusedByName() {
        Refusal refusal = refusal(written(colours(), "tiff", compressed("JPEG")));
        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(refusal.detail()).contains("JPEG");
    }

    /** Four inks, 255 is full: as TIFF has them, without a profile. */
    @Test
    void theInksOfATiffBecomeColours() {
        int[] inks = {0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 255, 100, 50, 0, 80};
        assertThat(read(cmykTiff(inks))).containsExactly(0xFFFFFF, 0x00FFFF, 0xFF0000, 0x000000, 0x6A8DAF);
    }

    private static byte[] cmykTiff(int[] samples) {
        int entries = 9;
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * entries + 4 + 8 + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        int bits = 8 + 2 + 12 * entries + 4;
        file.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) entries);
        field(file, 256, 3, 1, samples.length / 4);
        field(file, 257, 3, 1, 1);
        field(file, 258, 3, 4, bits);
        field(file, 259, 3, 1, 1);
        field(file, 262, 3, 1, 5);
        field(file, 273, 4, 1, bits + 8);
        field(file, 277, 3, 1, 4);
        field(file, 278, 3, 1, 1);
        field(file, 279, 4, 1, samples.length);
        file.putInt(0);
        for (int i = 0; i < 4; i++) {
            file.putShort((short) 8);
        }
        for (int sample : samples) {
            file.put((byte) sample);
        }
        return file.array();
    }

    private static void field(ByteBuffer file, int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    @Test
    void runsOfABitmapAreRead() {
        assertThat(read(written(indexed(), "bmp", compressed("BI_RLE8")))).isEqualTo(rgb(indexed()));
        BufferedImage sixteen = new BufferedImage(
                WIDTH,
                HEIGHT,
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(
                        4,
                        16,
                        new int[] {
                            0, 0x800000, 0x8000, 0x808000, 0x80, 0x800080, 0x8080, 0xC0C0C0,
                            0x808080, 0xFF0000, 0xFF00, 0xFFFF00, 0xFF, 0xFF00FF, 0xFFFF, 0xFFFFFF
                        },
                        0,
                        false,
                        -1,
                        0));
        sixteen.setRGB(0, 0, WIDTH, HEIGHT, patches(), 0, WIDTH);
        assertThat(read(written(sixteen, "bmp", compressed("BI_RLE4")))).isEqualTo(rgb(sixteen));
    }

    @Test
    void aBitmapThatLiesTopDownIsNotTurned() {
        byte[] file = written(colours(), "bmp", param -> ((BMPImageWriteParam) param).setTopDown(true));
        assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(22))
                .isNegative();
        assertThat(read(file)).isEqualTo(patches());
    }

    @Test
    void bitmapsOfSixteenAndThirtyTwoBitsAreRead() {
        BufferedImage sixteen = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_565_RGB);
        sixteen.setRGB(0, 0, WIDTH, HEIGHT, patches(), 0, WIDTH);
        int[] found = read(written(sixteen, "bmp", compressed("BI_BITFIELDS")));
        int[] expected = rgb(sixteen);
        for (int i = 0; i < found.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat((found[i] >> shift & 255) - (expected[i] >> shift & 255))
                        .isBetween(-8, 8);
            }
        }
        BufferedImage wide = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        wide.setRGB(0, 0, WIDTH, HEIGHT, patches(), 0, WIDTH);
        assertThat(read(written(wide, "bmp", compressed("BI_BITFIELDS")))).isEqualTo(patches());
    }

    /** Each component is stored as it is; the mark after the first two bytes says what they mean. */
    private static byte[] fourComponents(int[] samples, int transform) {
        WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            raster.setPixel(i % 16, i / 16, samples);
        }
        byte[] jpeg = written(new IIOImage(raster, null, null), "jpeg", param -> {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
        });
        if (transform < 0) {
            return jpeg;
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(jpeg, 0, 2);
        marked.writeBytes(HexFormat.of().parseHex("ffee000e41646f62650064000000000" + transform));
        marked.write(jpeg, 2, jpeg.length - 2);
        return marked.toByteArray();
    }

    /** Yellow, half darkened by black ink: in all three ways in which a JPEG holds four inks. */
    @Test
    void theInksOfAJpegBecomeTheSameColourInAllThreeEncodings() {
        int[] plain = {0, 0, 255, 128};
        int[] inverted = {255, 255, 0, 127};
        // Luma and colour differences of (0, 0, 255), which is yellow turned over.
        int[] ycck = {29, 255, 107, 127};
        for (byte[] file : List.of(fourComponents(plain, -1), fourComponents(inverted, 0), fourComponents(ycck, 2))) {
            int colour = read(file)[100];
            assertThat(colour >> 16).isBetween(124, 130);
            assertThat(colour >> 8 & 255).isBetween(124, 130);
            assertThat(colour & 255).isLessThan(4);
        }
    }

    @Test
    void webpIsReadWithoutLossWithTransparencyAndTheFirstOfManyFrames() {
        int[] expected = read(PictureFixture.sample("noise-97x131.png"));
        assertThat(read(PictureFixture.sample("noise-97x131--lossless.webp"))).isEqualTo(expected);
        int[] onWhite = read(PictureFixture.sample("noise-97x131--alpha.webp"));
        int[] first = read(PictureFixture.sample("noise-97x131--animated.webp"));
        int[] halved = Arrays.stream(expected).map(EncodingsTest::halfOnWhite).toArray();
        assertThat(meanDifference(onWhite, halved)).isLessThan(1.5);
        // The frames that follow have other hues, 4 and 6 away.
        assertThat(meanDifference(first, expected)).isLessThan(2);
    }

    private static int halfOnWhite(int colour) {
        return (colour >> 1 & 0x7F7F7F) + 0x808080;
    }

    private static double meanDifference(int[] found, int[] expected) {
        long sum = 0;
        for (int i = 0; i < found.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((found[i] >> shift & 255) - (expected[i] >> shift & 255));
            }
        }
        return sum / (3.0 * found.length);
    }

    @ParameterizedTest
    @CsvSource({
        "HEIC, 0000001866747970686569630000000068656963 6d696631",
        "HEIC, 00000014667479706d696631000000006d736631",
        "AVIF, 0000001c667479706d6966310000000061766966 6d6966316d696166",
        "Canon raw, 0000001866747970637278200000000163727820 69736f6d",
        "JPEG XL, ff0a50cd010012880202289450832570",
        "JPEG XL, 0000000c4a584c200d0a870a00000014",
        "JPEG 2000, 0000000c6a5020200d0a870a00000014",
        "JPEG XR, 4949bc0108000000",
        "BigTIFF, 49492b000800000010000000",
        "Photoshop, 384250530001000000000000",
        "Windows icon, 000001000100000000000100180008210300",
        "OpenEXR, 762f31010200000063",
        "Netpbm, 50360a363430203432370a",
        "QOI, 716f696600000280000001ab0300",
        "SVG, 3c737667 20786d6c6e733d22",
        "SVG, efbbbf3c3f786d6c2076657273696f6e3d22312e30223f3e0a3c7376673e",
        "DirectDraw, 444453207c000000"
    })
    void formatsThatAreNotReadAreRefusedByName(String name, String hex) {
        Refusal refusal = refusal(HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(refusal.detail()).startsWith(name + ",");
    }

    @ParameterizedTest
    @CsvSource({
        "film, 0000002066747970 69736f6d0000020069736f6d69736f32",
        "text, 506c61696e2074657874",
        "page, 3c68746d6c3e3c626f64793e",
        "zip, 504b0304",
        "zeros, 00000100000000000000000000000000",
        "cut box, ffffffff66747970",
        "box of nothing, 0000000066747970686569630000000068656963"
    })
    void whatIsNoPictureHasNoName(String what, String hex) {
        assertThat(refusal(HexFormat.of().parseHex(hex.replace(" ", ""))).reason())
                .as(what)
                .isEqualTo(Reason.UNKNOWN_FORMAT);
    }

    @Test
    void jpegsThatAreNotReadAreRefusedByName() {
        for (int code : List.of(0xC3, 0xC9, 0xCA, 0xF7)) {
            byte[] jpeg = PictureFixture.jpeg(32, 32, 1);
            int frame = 2;
            while ((jpeg[frame] & 255) != 0xFF || (jpeg[frame + 1] & 255) != 0xC0) {
                frame++;
            }
            jpeg[frame + 1] = (byte) code;
            assertThat(refusal(jpeg).reason()).isEqualTo(Reason.UNSUPPORTED);
        }
    }
}
