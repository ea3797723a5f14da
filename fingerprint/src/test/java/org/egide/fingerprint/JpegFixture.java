package org.egide.fingerprint;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.w3c.dom.Element;

/** Generated JPEG files in every form that the runtime's encoder can write. */
final class JpegFixture {

    private static final String METADATA = "javax_imageio_jpeg_image_1.0";

    private JpegFixture() {}

    /** How a file is encoded. */
    record Encoding(int across, int down, boolean progressive, int restarts, int quality) {

        static final Encoding USUAL = new Encoding(2, 2, false, 0, 85);

        Encoding sampled(int newAcross, int newDown) {
            return new Encoding(newAcross, newDown, progressive, restarts, quality);
        }

        Encoding inPasses() {
            return new Encoding(across, down, true, restarts, quality);
        }

        Encoding withRestarts(int units) {
            return new Encoding(across, down, progressive, units, quality);
        }

        Encoding of(int newQuality) {
            return new Encoding(across, down, progressive, restarts, newQuality);
        }
    }

    /** Hills, edges and grain in colours that are not extreme. */
    static BufferedImage scene(int width, int height, long seed, int type) {
        Random random = new Random(seed);
        double[] waves = random.doubles(12, 0.5, 7).toArray();
        int grain = 1 + random.nextInt(30);
        int split = random.nextInt(width);
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = 6.3 * x / width;
                double v = 6.3 * y / height;
                int edge = x * 2 + y < split * 2 ? 30 : 0;
                int rgb = 0;
                for (int band = 0; band < 3; band++) {
                    double hill = 40 * Math.sin(waves[4 * band] * u + waves[4 * band + 1] * v)
                            + 30 * Math.cos(waves[4 * band + 2] * u - waves[4 * band + 3] * v);
                    rgb = rgb << 8 | Math.clamp(Math.round(128 + hill + edge - random.nextInt(grain)), 0, 255);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    static byte[] colour(int width, int height, long seed, Encoding encoding) {
        return encoded(scene(width, height, seed, BufferedImage.TYPE_3BYTE_BGR), encoding);
    }

    static byte[] grey(int width, int height, long seed, Encoding encoding) {
        return encoded(scene(width, height, seed, BufferedImage.TYPE_BYTE_GRAY), encoding);
    }

    static byte[] encoded(BufferedImage image, Encoding encoding) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(encoding.quality() / 100f);
            settings.setProgressiveMode(
                    encoding.progressive() ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), settings);
            metadata.setFromTree(METADATA, changed((Element) metadata.getAsTree(METADATA), encoding));
            writer.write(null, new IIOImage(image, null, metadata), settings);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static Element changed(Element tree, Encoding encoding) {
        Element luma = (Element) tree.getElementsByTagName("componentSpec").item(0);
        luma.setAttribute("HsamplingFactor", Integer.toString(encoding.across()));
        luma.setAttribute("VsamplingFactor", Integer.toString(encoding.down()));
        if (encoding.restarts() > 0) {
            IIOMetadataNode restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(encoding.restarts()));
            tree.getElementsByTagName("markerSequence").item(0).insertBefore(restarts, null);
        }
        return tree;
    }

    /** The luma as the runtime's decoder has it. */
    static int[] expected(byte[] file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), true, true);
            var raster = reader.readRaster(0, null);
            return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            reader.dispose();
        }
    }

    /** The luma as it is read here. */
    static int[] found(byte[] file) throws RefusedException, OddJpegException {
        LumaPixels luma = JpegLuma.of(new PictureReader(Limits.DEFAULT).scan(file));
        int[] found = new int[luma.width() * luma.height()];
        for (int i = 0; i < found.length; i++) {
            found[i] = luma.luma(i % luma.width(), i / luma.width());
        }
        return found;
    }

    /** How often a mark of this code stands in the file. */
    static long marks(byte[] file, int from, int to) {
        long marks = 0;
        for (int i = 0; i + 1 < file.length; i++) {
            int code = file[i + 1] & 255;
            marks += file[i] == -1 && code >= from && code <= to ? 1 : 0;
        }
        return marks;
    }
}
