package org.egide.demo.world;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Harmless pictures made of gradients, shapes and noise. The same number makes the same picture on every machine. */
public final class Pictures {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int SHAPES = 22;
    private static final int SPECKS = 3_000;
    private static final int FRAME = 30;

    private Pictures() {}

    /** A JPEG of shapes. */
    public static byte[] shapes(long number) {
        return jpeg(draw(number), 0.92f);
    }

    /** The same picture as another service would keep it: smaller and compressed harder. */
    public static byte[] copyOf(byte[] picture) {
        try {
            var original = ImageIO.read(new ByteArrayInputStream(picture));
            var smaller = new BufferedImage(WIDTH * 4 / 5, HEIGHT * 4 / 5, BufferedImage.TYPE_INT_RGB);
            var pen = smaller.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(original, 0, 0, smaller.getWidth(), smaller.getHeight(), null);
            pen.dispose();
            return jpeg(smaller, 0.7f);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same picture turned by a quarter and with a black frame around it, as some keep it to be overlooked. */
    public static byte[] turnedAndFramed(byte[] picture) {
        try {
            var original = ImageIO.read(new ByteArrayInputStream(picture));
            var framed = new BufferedImage(
                    original.getHeight() + 2 * FRAME, original.getWidth() + 2 * FRAME, BufferedImage.TYPE_INT_RGB);
            var pen = framed.createGraphics();
            pen.translate(framed.getWidth() - FRAME, FRAME);
            pen.rotate(Math.PI / 2);
            pen.drawImage(original, 0, 0, null);
            pen.dispose();
            return jpeg(framed, 0.8f);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage draw(long number) {
        var random = new Random(number);
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, colour(random), WIDTH, HEIGHT, colour(random)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        for (var i = 0; i < SHAPES; i++) {
            pen.setColor(colour(random));
            var x = random.nextInt(WIDTH) - 60;
            var y = random.nextInt(HEIGHT) - 60;
            var width = 40 + random.nextInt(180);
            var height = 40 + random.nextInt(140);
            if (random.nextBoolean()) {
                pen.fillOval(x, y, width, height);
            } else {
                pen.fillRect(x, y, width, height);
            }
        }
        for (var i = 0; i < SPECKS; i++) {
            picture.setRGB(
                    random.nextInt(WIDTH),
                    random.nextInt(HEIGHT),
                    colour(random).getRGB());
        }
        pen.dispose();
        return picture;
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static byte[] jpeg(BufferedImage picture, float quality) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
