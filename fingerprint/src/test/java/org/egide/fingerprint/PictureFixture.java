package org.egide.fingerprint;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Generated, harmless pictures and files. */
public final class PictureFixture {

    private PictureFixture() {}

    /** Patches of many colours, 20 by 20: the same numbers on every machine, so much happens in every direction. */
    static int[] patches(int width, int height, long seed) {
        Random random = new Random(seed);
        int[] colours = random.ints(400, 0, 1 << 24).toArray();
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = colours[i % width * 20 / width + i / width * 20 / height * 20];
        }
        return rgb;
    }

    static BufferedImage image(int width, int height, int[] rgb, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < rgb.length; i++) {
            int colour = rgb[i];
            image.getRaster().setPixel(i % width, i / width, new int[] {
                colour >> 16 & 255, colour >> 8 & 255, colour & 255, colour >>> 24
            });
        }
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, file)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    public static byte[] png(int width, int height, long seed) {
        return encoded(image(width, height, patches(width, height, seed), BufferedImage.TYPE_3BYTE_BGR), "png");
    }

    public static byte[] jpeg(int width, int height, long seed) {
        return encoded(image(width, height, patches(width, height, seed), BufferedImage.TYPE_3BYTE_BGR), "jpg");
    }

    /** A PNG whose header declares this size, with a right checksum. */
    public static byte[] pngDeclaring(int width, int height) {
        byte[] png = png(16, 16, 1);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        header.putInt(29, (int) sum.getValue());
        return png;
    }

    /** A GIF of this many frames, one pixel each. */
    static byte[] gif(int frames) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(new byte[] {8, 0, 8, 0, (byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
        for (int i = 0; i < frames; i++) {
            file.writeBytes(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
        }
        file.write(0x3B);
        return file.toByteArray();
    }

    public static byte[] sample(String name) {
        try (InputStream stream = PictureFixture.class.getResourceAsStream("/pictures/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return stream.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The fields of each line of the samples' list: file, full, quality, capped, quality, SHA-256, MD5. */
    static List<List<String>> samples() {
        return new String(sample("fingerprints.csv"), StandardCharsets.US_ASCII)
                .lines()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }

    static int[] pixels(Pixels pixels) {
        int[] all = new int[pixels.width() * pixels.height()];
        int[] row = new int[pixels.width()];
        for (int y = 0; y < pixels.height(); y++) {
            pixels.row(y, row);
            System.arraycopy(row, 0, all, y * row.length, row.length);
        }
        return all;
    }
}
