package org.egide.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Harmless pictures of many sizes, without loss, so that every decoder sees the same pixels. */
final class DevicePictures {
    private static final int[][] SIZES = {
        {5, 5},
        {4, 40},
        {7, 300},
        {64, 64},
        {127, 128},
        {129, 65},
        {511, 512},
        {512, 512},
        {513, 512},
        {300, 1000},
        {1600, 1200}
    };

    private DevicePictures() {}

    /** Pictures as PNG by name. */
    static Map<String, byte[]> all() {
        var pictures = new LinkedHashMap<String, byte[]>();
        for (var size : SIZES) {
            pictures.put("waves-" + size[0] + "x" + size[1] + ".png", png(waves(size[0], size[1])));
        }
        pictures.put("noise-640x480.png", png(noise(640, 480)));
        pictures.put("flat-700x700.png", png(new BufferedImage(700, 700, BufferedImage.TYPE_INT_RGB)));
        pictures.put("bars-grey-800x90.png", png(bars(800, 90)));
        return pictures;
    }

    static BufferedImage waves(int width, int height) {
        var random = new Random(31L * width + height);
        var waves = new double[12][];
        for (var i = 0; i < waves.length; i++) {
            waves[i] = new double[] {random.nextGaussian() * 9, random.nextGaussian() * 9, random.nextDouble() * 7};
        }
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < width; x++) {
            for (var y = 0; y < height; y++) {
                var light = 0.0;
                for (var wave : waves) {
                    light += Math.cos((wave[0] * x / width + wave[1] * y / height) * Math.PI + wave[2]);
                }
                var red = (int) Math.clamp(128 + 40 * light, 0, 255);
                var green = (int) Math.clamp(128 - 30 * light, 0, 255);
                picture.setRGB(x, y, red << 16 | green << 8 | random.nextInt(40));
            }
        }
        return picture;
    }

    private static BufferedImage noise(int width, int height) {
        var random = new Random(5);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < width; x++) {
            for (var y = 0; y < height; y++) {
                picture.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return picture;
    }

    private static BufferedImage bars(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (var x = 0; x < width; x++) {
            for (var y = 0; y < height; y++) {
                picture.getRaster().setSample(x, y, 0, (x / 37 + y / 11) % 3 * 120);
            }
        }
        return picture;
    }

    /** A photograph that says it lies turned (EXIF orientation 1 to 8). */
    static byte[] turned(BufferedImage picture, int orientation) {
        var jpeg = write(picture, "jpg");
        var exif = new byte[] {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        var turned = new ByteArrayOutputStream();
        turned.write(jpeg, 0, 2);
        turned.write(exif, 0, exif.length);
        turned.write(jpeg, 2, jpeg.length - 2);
        return turned.toByteArray();
    }

    static byte[] png(BufferedImage picture) {
        return write(picture, "png");
    }

    private static byte[] write(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
