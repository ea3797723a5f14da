package org.egide.bench.quality;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A picture that is being drawn, and the source of its parameters. */
record Canvas(BufferedImage image, SplittableRandom random) {
    /** A colour for each place, both coordinates from 0 to 1. */
    interface Paint {
        int at(double x, double y);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    void each(Paint paint) {
        var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (var y = 0; y < height(); y++) {
            for (var x = 0; x < width(); x++) {
                pixels[y * width() + x] = paint.at(x / (double) width(), y / (double) height());
            }
        }
    }

    void paint(Consumer<Graphics2D> painter) {
        var brush = image.createGraphics();
        Family.smooth(brush);
        painter.accept(brush);
        brush.dispose();
    }

    SmoothNoise noise(double cells, int octaves, double persistence) {
        return new SmoothNoise(random, cells, octaves, persistence);
    }

    Color colour() {
        return new Color(random.nextInt(1 << 24));
    }

    int[] colours(int count) {
        return random.ints(count, 0, 1 << 24).toArray();
    }

    /** Between two colours, 0 for the first. */
    static int mixed(int first, int second, double share) {
        var part = (int) (256 * Math.clamp(share, 0, 1));
        return between(first >> 16, second >> 16, part) << 16
                | between(first >> 8, second >> 8, part) << 8
                | between(first, second, part);
    }

    private static int between(int first, int second, int part) {
        return ((first & 255) * (256 - part) + (second & 255) * part) >> 8;
    }

    /** A colour under more light or less. */
    static int lit(int colour, double light) {
        var more = (int) (255 * light);
        return Math.clamp((colour >> 16 & 255) + more, 0, 255) << 16
                | Math.clamp((colour >> 8 & 255) + more, 0, 255) << 8
                | Math.clamp((colour & 255) + more, 0, 255);
    }
}
