package org.egide.bench.quality;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** What happens to a copy on its way. Each ends as a JPEG of quality 90, unless it is about the quality itself. */
enum Edit {
    RECOMPRESSED_90("saved as JPEG 90", 90, picture -> picture),
    RECOMPRESSED_40("saved as JPEG 40", 40, picture -> picture),
    RECOMPRESSED_20("saved as JPEG 20", 20, picture -> picture),
    HALF("50 % of the size", 90, picture -> sized(picture, 0.5, 0.5)),
    QUARTER("25 % of the size", 90, picture -> sized(picture, 0.25, 0.25)),
    DOUBLE("200 % of the size", 90, picture -> sized(picture, 2, 2)),
    STRETCHED("stretched to 120 % of the width", 90, picture -> sized(picture, 1.2, 1)),
    BLURRED("blurred by 1 % of the width", 90, Edit::blurred),
    BRIGHTER("brighter by 40 of 255", 90, picture -> toned(picture, 1, 40)),
    DARKER("darker by 40 of 255", 90, picture -> toned(picture, 1, -40)),
    MORE_CONTRAST("contrast 140 %", 90, picture -> toned(picture, 1.4, -51)),
    LESS_CONTRAST("contrast 60 %", 90, picture -> toned(picture, 0.6, 51)),
    CROPPED_1("1 % cut off each side", 90, picture -> cropped(picture, 0.01)),
    CROPPED_2_5("2.5 % cut off each side", 90, picture -> cropped(picture, 0.025)),
    CROPPED_5("5 % cut off each side", 90, picture -> cropped(picture, 0.05)),
    CROPPED_10("10 % cut off each side", 90, picture -> cropped(picture, 0.1)),
    BLACK_BORDER_2("black border of 2 %", 90, picture -> framed(picture, Color.BLACK, 0.02, 0.02)),
    BLACK_BORDER_5("black border of 5 %", 90, picture -> framed(picture, Color.BLACK, 0.05, 0.05)),
    BLACK_BORDER_10("black border of 10 %", 90, picture -> framed(picture, Color.BLACK, 0.1, 0.1)),
    WHITE_BORDER_5("white border of 5 %", 90, picture -> framed(picture, Color.WHITE, 0.05, 0.05)),
    COLOURED_BORDER_5("blue border of 5 %", 90, picture -> framed(picture, new Color(40, 90, 200), 0.05, 0.05)),
    ROUGH_BORDER_5("black border of 5 %, JPEG 40", 40, picture -> framed(picture, Color.BLACK, 0.05, 0.05)),
    LETTERBOX("letterbox: 15 % above and below", 90, picture -> framed(picture, Color.BLACK, 0, 0.15)),
    PILLARBOX("pillarbox: 15 % left and right", 90, picture -> framed(picture, Color.BLACK, 0.15, 0)),
    TWO_BORDERS(
            "black border of 3 % in a white one of 5 %",
            90, picture -> framed(framed(picture, Color.BLACK, 0.03, 0.03), Color.WHITE, 0.05, 0.05)),
    CAPTIONED("white bar with writing above, 15 %", 90, Edit::captioned),
    WRITTEN_ON("writing over the upper part", 90, picture -> written(picture, 0.02, 0.12, 1f)),
    WATERMARKED("half transparent writing across", 90, picture -> written(picture, 0.4, 0.15, 0.4f)),
    MIRRORED("mirrored", 90, picture -> turned(picture, 0, true)),
    TURNED_90("turned by 90 degrees", 90, picture -> turned(picture, 1, false)),
    TURNED_180("turned by 180 degrees", 90, picture -> turned(picture, 2, false)),
    TURNED_270("turned by 270 degrees", 90, picture -> turned(picture, 3, false)),
    MIRRORED_AND_BORDERED(
            "mirrored, black border of 5 %", 90, picture -> framed(turned(picture, 0, true), Color.BLACK, 0.05, 0.05)),
    TILTED_1("tilted by 1 degree", 90, picture -> tilted(picture, 1)),
    TILTED_2("tilted by 2 degrees", 90, picture -> tilted(picture, 2)),
    TILTED_5("tilted by 5 degrees", 90, picture -> tilted(picture, 5));

    private final String title;
    private final int quality;
    private final UnaryOperator<BufferedImage> change;

    Edit(String title, int quality, UnaryOperator<BufferedImage> change) {
        this.title = title;
        this.quality = quality;
        this.change = change;
    }

    String title() {
        return title;
    }

    /** The edited copy as a file. */
    byte[] of(BufferedImage picture) {
        return Jpeg.encoded(change.apply(picture), quality);
    }

    private static BufferedImage blank(int width, int height) {
        return new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage sized(BufferedImage picture, double across, double down) {
        var width = (int) (picture.getWidth() * across);
        var height = (int) (picture.getHeight() * down);
        // By halves, as good programs do; one step of a quarter would skip pixels.
        if (across < 0.5) {
            return sized(sized(picture, 0.5, 0.5), across * 2, down * 2);
        }
        var changed = blank(width, height);
        var brush = changed.createGraphics();
        Family.smooth(brush);
        brush.drawImage(picture, 0, 0, width, height, null);
        brush.dispose();
        return changed;
    }

    private static BufferedImage blurred(BufferedImage picture) {
        var radius = Math.max(1, picture.getWidth() / 100);
        return Blur.of(Blur.of(picture, radius), radius);
    }

    private static BufferedImage toned(BufferedImage picture, double factor, int more) {
        var changed = blank(picture.getWidth(), picture.getHeight());
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                var rgb = picture.getRGB(x, y);
                changed.setRGB(
                        x,
                        y,
                        toned(rgb >> 16, factor, more) << 16
                                | toned(rgb >> 8, factor, more) << 8
                                | toned(rgb, factor, more));
            }
        }
        return changed;
    }

    private static int toned(int value, double factor, int more) {
        return Math.clamp((int) ((value & 255) * factor) + more, 0, 255);
    }

    private static BufferedImage cropped(BufferedImage picture, double share) {
        var across = (int) (picture.getWidth() * share);
        var down = (int) (picture.getHeight() * share);
        return picture.getSubimage(across, down, picture.getWidth() - 2 * across, picture.getHeight() - 2 * down);
    }

    private static BufferedImage framed(BufferedImage picture, Color colour, double across, double down) {
        var left = (int) (picture.getWidth() * across);
        var top = (int) (picture.getHeight() * down);
        var framed = blank(picture.getWidth() + 2 * left, picture.getHeight() + 2 * top);
        var brush = framed.createGraphics();
        brush.setColor(colour);
        brush.fillRect(0, 0, framed.getWidth(), framed.getHeight());
        brush.drawImage(picture, left, top, null);
        brush.dispose();
        return framed;
    }

    private static BufferedImage captioned(BufferedImage picture) {
        var bar = (int) (picture.getHeight() * 0.15);
        var captioned = blank(picture.getWidth(), picture.getHeight() + bar);
        var brush = captioned.createGraphics();
        Family.smooth(brush);
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, captioned.getWidth(), bar);
        brush.drawImage(picture, 0, bar, null);
        brush.setColor(Color.BLACK);
        glyphs(brush, picture.getWidth(), bar * 0.75, bar * 0.5);
        brush.dispose();
        return captioned;
    }

    private static BufferedImage written(BufferedImage picture, double top, double size, float opacity) {
        var written = blank(picture.getWidth(), picture.getHeight());
        var brush = written.createGraphics();
        Family.smooth(brush);
        brush.drawImage(picture, 0, 0, null);
        brush.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity));
        brush.setColor(Color.WHITE);
        var height = picture.getHeight() * size;
        glyphs(brush, picture.getWidth(), picture.getHeight() * top + height, height * 0.8);
        brush.dispose();
        return written;
    }

    /** Strokes that look like a line of writing: no fonts, which differ between machines. */
    private static void glyphs(Graphics2D brush, int width, double base, double size) {
        var random = new SplittableRandom(width);
        brush.setStroke(new BasicStroke((float) Math.max(1, size / 6), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (var x = width * 0.06; x < width * 0.9; x += size * 0.8) {
            var glyph = new Path2D.Double();
            glyph.moveTo(x, base);
            glyph.lineTo(x + size * 0.5 * random.nextDouble(), base - size);
            glyph.lineTo(x + size * 0.5, base - size * random.nextDouble());
            glyph.lineTo(x + size * 0.3, base);
            brush.draw(glyph);
            x += random.nextInt(5) == 0 ? size * 0.6 : 0;
        }
    }

    /** By quarters, exactly; mirrored first. */
    private static BufferedImage turned(BufferedImage picture, int quarters, boolean mirrored) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        var turned = quarters % 2 == 0 ? blank(width, height) : blank(height, width);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var rgb = picture.getRGB(mirrored ? width - 1 - x : x, y);
                switch (quarters) {
                    case 0 -> turned.setRGB(x, y, rgb);
                    case 1 -> turned.setRGB(height - 1 - y, x, rgb);
                    case 2 -> turned.setRGB(width - 1 - x, height - 1 - y, rgb);
                    default -> turned.setRGB(y, width - 1 - x, rgb);
                }
            }
        }
        return turned;
    }

    /** Black corners, the size stays. */
    private static BufferedImage tilted(BufferedImage picture, double degrees) {
        var tilted = blank(picture.getWidth(), picture.getHeight());
        var brush = tilted.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        brush.drawImage(
                picture,
                AffineTransform.getRotateInstance(
                        Math.toRadians(degrees), picture.getWidth() / 2.0, picture.getHeight() / 2.0),
                null);
        brush.dispose();
        return tilted;
    }
}
