package org.egide.bench.quality;

import java.awt.image.BufferedImage;

/** A box blur, along rows and then along columns. */
final class Blur {
    private Blur() {}

    static BufferedImage of(BufferedImage picture, int radius) {
        return alongRows(turned(alongRows(turned(picture), radius)), radius);
    }

    private static BufferedImage turned(BufferedImage picture) {
        var turned = new BufferedImage(picture.getHeight(), picture.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                turned.setRGB(y, x, picture.getRGB(x, y));
            }
        }
        return turned;
    }

    private static BufferedImage alongRows(BufferedImage picture, int radius) {
        var width = picture.getWidth();
        var blurred = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < picture.getHeight(); y++) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (var x = -radius; x < width; x++) {
                var entering = picture.getRGB(Math.min(width - 1, x + radius), y);
                red += entering >> 16 & 255;
                green += entering >> 8 & 255;
                blue += entering & 255;
                if (x > radius) {
                    var leaving = picture.getRGB(x - radius - 1, y);
                    red -= leaving >> 16 & 255;
                    green -= leaving >> 8 & 255;
                    blue -= leaving & 255;
                }
                if (x >= 0) {
                    var count = Math.min(x + radius + 1, 2 * radius + 1);
                    blurred.setRGB(x, y, ((red / count) << 16) | ((green / count) << 8) | (blue / count));
                }
            }
        }
        return blurred;
    }
}
