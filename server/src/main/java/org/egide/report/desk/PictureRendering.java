package org.egide.report.desk;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.egide.fingerprint.Limits;
import org.egide.fingerprint.PictureReader;
import org.egide.fingerprint.Pixels;
import org.egide.fingerprint.Reading;
import org.egide.platform.Refusal;
import org.springframework.stereotype.Component;

/**
 * Makes what a person is shown out of a file: never the file itself but a new PNG of its pixels. Reduced: at most 96 pixels wide or
 * high, grey, blurred. Original: at most 1,600. Refuses {@code no-picture} for what cannot be read safely as a picture.
 */
@Component
final class PictureRendering {
    /** Largest file that is decoded, in bytes. */
    static final long LARGEST = 64L * 1024 * 1024;

    private static final int REDUCED = 96;
    private static final int ORIGINAL = 1_600;

    private final PictureReader reader = new PictureReader(new Limits(LARGEST, 40_000_000, 1_000));

    byte[] render(byte[] file, Looks.Detail detail) {
        return switch (reader.read(file)) {
            case Reading.Decoded decoded ->
                switch (detail) {
                    case REDUCED -> png(blurred(grey(scaled(decoded.pixels(), REDUCED))));
                    case ORIGINAL -> png(scaled(decoded.pixels(), ORIGINAL));
                };
            case Reading.Refused refused ->
                throw Refusal.withStatus(415, "no-picture", "This file cannot be shown as a picture.");
        };
    }

    /** Averages whole areas, row by row, so that only one row of the source is in hand at a time. */
    private static BufferedImage scaled(Pixels source, int most) {
        var larger = Math.max(source.width(), source.height());
        var width = larger <= most ? source.width() : Math.max(1, (int) ((long) source.width() * most / larger));
        var height = larger <= most ? source.height() : Math.max(1, (int) ((long) source.height() * most / larger));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var row = new int[source.width()];
        var sums = new long[width][4];
        for (var y = 0; y < source.height(); y++) {
            source.row(y, row);
            add(row, sums);
            var target = (int) ((long) y * height / source.height());
            if (y == source.height() - 1 || (long) (y + 1) * height / source.height() > target) {
                flush(sums, image, target);
            }
        }
        return image;
    }

    private static void add(int[] row, long[][] sums) {
        for (var x = 0; x < row.length; x++) {
            var sum = sums[(int) ((long) x * sums.length / row.length)];
            sum[0] += (row[x] >> 16) & 0xff;
            sum[1] += (row[x] >> 8) & 0xff;
            sum[2] += row[x] & 0xff;
            sum[3]++;
        }
    }

    private static void flush(long[][] sums, BufferedImage image, int y) {
        for (var x = 0; x < sums.length; x++) {
            var sum = sums[x];
            var count = Math.max(1, sum[3]);
            image.setRGB(x, y, (int) (((sum[0] / count) << 16) | ((sum[1] / count) << 8) | (sum[2] / count)));
            sums[x] = new long[4];
        }
    }

    private static BufferedImage grey(BufferedImage image) {
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var rgb = image.getRGB(x, y);
                var light = (((rgb >> 16) & 0xff) * 299 + ((rgb >> 8) & 0xff) * 587 + (rgb & 0xff) * 114) / 1000;
                image.setRGB(x, y, light * 0x010101);
            }
        }
        return image;
    }

    /** Each pixel becomes the mean of the five by five around it. */
    private static BufferedImage blurred(BufferedImage image) {
        var result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                result.setRGB(x, y, mean(image, x, y) * 0x010101);
            }
        }
        return result;
    }

    private static int mean(BufferedImage image, int x, int y) {
        var sum = 0;
        for (var dy = -2; dy <= 2; dy++) {
            for (var dx = -2; dx <= 2; dx++) {
                var nearX = Math.clamp(x + dx, 0, image.getWidth() - 1);
                var nearY = Math.clamp(y + dy, 0, image.getHeight() - 1);
                sum += image.getRGB(nearX, nearY) & 0xff;
            }
        }
        return sum / 25;
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
