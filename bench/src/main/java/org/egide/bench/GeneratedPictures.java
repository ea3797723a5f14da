package org.egide.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;

/**
 * Harmless JPEG files that cost a decoder what photographs cost: noise at several scales, soft gradients and shapes, the same at every
 * run. A folder for each size; names tell quality, sampling of the colours (420 or 444) and whether the file is progressive.
 */
final class GeneratedPictures {
    private static final int SCENES = 3;
    private static final int SHAPES = 24;
    private static final int GRAIN = 5;

    private GeneratedPictures() {}

    static void write(Path folder) throws IOException {
        for (var scene = 0; scene < SCENES; scene++) {
            var small = scene(1536, 1024, scene);
            for (var quality : new int[] {75, 85, 90}) {
                write(folder, small, scene, quality, false, false);
                write(folder, small, scene, quality, true, false);
            }
        }
        write(folder, scene(1536, 1024, 0), 0, 85, false, true);
        var large = scene(4000, 3000, 9);
        write(folder, large, 9, 85, false, false);
        write(folder, large, 9, 90, true, false);
        write(folder, large, 9, 85, false, true);
    }

    private static void write(
            Path folder, BufferedImage image, int scene, int quality, boolean fullColour, boolean progressive)
            throws IOException {
        var size = image.getWidth() + "x" + image.getHeight();
        Files.createDirectories(folder.resolve(size));
        var name = "scene-" + scene + "-q" + quality + (fullColour ? "-444" : "-420")
                + (progressive ? "-progressive" : "") + ".jpg";
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var file = ImageIO.createImageOutputStream(
                Files.newOutputStream(folder.resolve(size).resolve(name)))) {
            writer.setOutput(file);
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality / 100f);
            settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), settings);
            if (fullColour) {
                sampleEveryPixel(metadata);
            }
            writer.write(null, new IIOImage(image, null, metadata), settings);
        } finally {
            writer.dispose();
        }
    }

    private static void sampleEveryPixel(IIOMetadata metadata) throws IOException {
        var tree = (Element) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
        var luma = (Element) tree.getElementsByTagName("componentSpec").item(0);
        luma.setAttribute("HsamplingFactor", "1");
        luma.setAttribute("VsamplingFactor", "1");
        metadata.setFromTree("javax_imageio_jpeg_image_1.0", tree);
    }

    private static BufferedImage scene(int width, int height, int seed) {
        var random = new SplittableRandom(seed);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var drawing = image.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        shapes(drawing, width, height, random);
        drawing.dispose();
        var clouds = new float[][] {
            cloud(width, height, width / 6, random),
            cloud(width, height, width / 40, random),
            cloud(width, height, 12, random),
            cloud(width, height, 3, random)
        };
        var weights = new float[] {70, 40, 25, 12};
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var light = 0f;
                for (var scale = 0; scale < clouds.length; scale++) {
                    light += weights[scale] * clouds[scale][y * width + x];
                }
                image.setRGB(x, y, lit(image.getRGB(x, y), light, random));
            }
        }
        return image;
    }

    private static void shapes(Graphics2D drawing, int width, int height, SplittableRandom random) {
        drawing.setPaint(new java.awt.GradientPaint(0, 0, colour(random), width, height, colour(random)));
        drawing.fillRect(0, 0, width, height);
        for (var i = 0; i < SHAPES; i++) {
            drawing.setPaint(colour(random));
            var x = random.nextInt(-width / 8, width);
            var y = random.nextInt(-height / 8, height);
            var across = random.nextInt(width / 30, width / 3);
            var down = random.nextInt(height / 30, height / 3);
            if (i % 2 == 0) {
                drawing.fillOval(x, y, across, down);
            } else {
                drawing.fillRoundRect(x, y, across, down, 40, 40);
            }
        }
    }

    private static Color colour(SplittableRandom random) {
        return Color.getHSBColor(
                (float) random.nextDouble(), (float) random.nextDouble(0.1, 0.6), (float) random.nextDouble(0.2, 0.95));
    }

    /** Noise between -1 and 1 whose hills are this many pixels apart. */
    private static float[] cloud(int width, int height, int apart, SplittableRandom random) {
        var across = width / apart + 2;
        var down = height / apart + 2;
        var hills = new float[across * down];
        for (var i = 0; i < hills.length; i++) {
            hills[i] = (float) random.nextDouble(-1, 1);
        }
        var cloud = new float[width * height];
        for (var y = 0; y < height; y++) {
            var row = y / apart * across;
            var dy = y % apart / (float) apart;
            for (var x = 0; x < width; x++) {
                var at = row + x / apart;
                var dx = x % apart / (float) apart;
                var top = hills[at] + dx * (hills[at + 1] - hills[at]);
                var bottom = hills[at + across] + dx * (hills[at + across + 1] - hills[at + across]);
                cloud[y * width + x] = top + dy * (bottom - top);
            }
        }
        return cloud;
    }

    private static int lit(int rgb, float light, SplittableRandom random) {
        var lit = 0;
        for (var shift = 16; shift >= 0; shift -= 8) {
            var grain = random.nextInt(-GRAIN, GRAIN + 1);
            lit |= Math.clamp((rgb >> shift & 255) + Math.round(light) + grain, 0, 255) << shift;
        }
        return lit;
    }
}
