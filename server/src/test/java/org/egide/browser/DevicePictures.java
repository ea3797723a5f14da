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

    static byte[] png(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
