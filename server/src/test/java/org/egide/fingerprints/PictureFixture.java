package org.egide.fingerprints;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Harmless pictures made of soft waves: the same seed gives the same picture. */
public final class PictureFixture {
    private static final int SIDE = 512;

    private PictureFixture() {}

    /** The picture of that seed as a PNG. */
    public static byte[] picture(long seed) {
        return write(draw(seed));
    }

    /** The same picture with a few dots changed: other bytes, near the first. */
    public static byte[] touched(long seed) {
        var picture = draw(seed);
        for (var i = 0; i < 12; i++) {
            picture.setRGB(i, i, 0x808080);
        }
        return write(picture);
    }

    /** The same picture turned by a quarter. */
    public static byte[] turned(long seed) {
        var picture = draw(seed);
        var turned = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < SIDE; x++) {
            for (var y = 0; y < SIDE; y++) {
                turned.setRGB(SIDE - 1 - y, x, picture.getRGB(x, y));
            }
        }
        return write(turned);
    }

    /** The same picture in a black frame. */
    public static byte[] framed(long seed) {
        var framed = new BufferedImage(SIDE + 40, SIDE + 60, BufferedImage.TYPE_INT_RGB);
        framed.getRaster().setRect(20, 30, draw(seed).getRaster());
        return write(framed);
    }

    // Soft waves rather than hard edges: as in photographs, a turned copy stays near its variant.
    private static BufferedImage draw(long seed) {
        var random = new Random(seed);
        var waves = new double[14][];
        for (var i = 0; i < waves.length; i++) {
            waves[i] = new double[] {
                random.nextGaussian() * 9, random.nextGaussian() * 9, random.nextDouble() * 7, random.nextDouble()
            };
        }
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < SIDE; x++) {
            for (var y = 0; y < SIDE; y++) {
                var light = 0.0;
                for (var wave : waves) {
                    light += wave[3] * Math.cos((wave[0] * x + wave[1] * y) * Math.PI / SIDE + wave[2]);
                }
                var grey = (int) Math.clamp(128 + 40 * light, 0, 255);
                picture.setRGB(x, y, new Color(grey, grey, 255 - grey / 2).getRGB());
            }
        }
        return picture;
    }

    private static byte[] write(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
