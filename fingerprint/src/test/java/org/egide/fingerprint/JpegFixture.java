package org.egide.fingerprint;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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

    /** Where each scan of the luma alone begins and where it ends. */
    static List<int[]> scansOfLuma(byte[] file) {
        List<int[]> scans = new ArrayList<>();
        for (int i = 0; i + 5 < file.length; i++) {
            if (file[i] == -1 && (file[i + 1] & 255) == 0xDA && file[i + 4] == 1 && file[i + 5] == 1) {
                int end = i + 2;
                while (file[end] != -1 || file[end + 1] == 0) {
                    end++;
                }
                scans.add(new int[] {i, end});
            }
        }
        return scans;
    }

    /** The file up to one place, something else, and the file from another place on. */
    static byte[] spliced(byte[] file, int to, byte[] between, int from) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(file, 0, to);
        spliced.writeBytes(between);
        spliced.write(file, from, file.length - from);
        return spliced.toByteArray();
    }

    /**
     * A grey picture of one block. A bit 0 is the only code of either table: no difference of the mean, and this symbol for the
     * other coefficients; bits 10 end the block.
     */
    static byte[] oneBlock(int symbol, int... data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {-1, (byte) 0xD8, -1, (byte) 0xDB, 0, 67, 0});
        for (int k = 0; k < 64; k++) {
            file.write(1);
        }
        file.writeBytes(new byte[] {-1, (byte) 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0});
        file.writeBytes(new byte[] {-1, (byte) 0xC4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.writeBytes(new byte[] {-1, (byte) 0xC4, 0, 21, 0x10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.writeBytes(new byte[] {(byte) symbol, 0, -1, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0});
        for (int value : data) {
            file.write(value);
        }
        file.writeBytes(new byte[] {-1, (byte) 0xD9});
        return file.toByteArray();
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
