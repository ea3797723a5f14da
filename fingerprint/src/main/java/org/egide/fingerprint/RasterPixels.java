package org.egide.fingerprint;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * A decoder's raster read as stored numbers. The Java colour models are asked what the bands mean, never to convert:
 * their conversion goes through profiles and gamma, which would move the hash.
 */
final class RasterPixels implements Pixels {

    /** How one pixel's samples become {@code 0xRRGGBB}. */
    private interface Mix {
        int rgb(int[] samples, int at);
    }

    private final Raster raster;
    private final int bands;
    private final Mix mix;
    private final int[][] scales;
    private final boolean plainBytes;
    private final byte[] bytes;
    private final int[] samples;

    private RasterPixels(Raster raster, Mix mix, boolean scaled) {
        this.raster = raster;
        this.bands = raster.getNumBands();
        this.mix = mix;
        this.scales = scaled ? scales(raster) : new int[0][];
        this.plainBytes = raster.getTransferType() == DataBuffer.TYPE_BYTE
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel;
        this.bytes = new byte[plainBytes ? raster.getWidth() * bands : 0];
        this.samples = new int[raster.getWidth() * bands];
    }

    /** A JPEG's components as they came out of the decoder. */
    static RasterPixels of(Raster raster, Scan.Colour colour) throws RefusedException {
        int expected = switch (colour) {
            case GREY -> 1;
            case RGB, YCC -> 3;
            case CMYK, INVERTED_CMYK, INVERTED_YCCK -> 4;
            case AS_DECODED -> throw new IllegalArgumentException("a raster alone says nothing of colour");
        };
        if (raster.getNumBands() != expected || raster.getSampleModel().getSampleSize(0) != 8) {
            throw Scan.broken("the decoder found other components than the header");
        }
        return new RasterPixels(raster, jpeg(colour), false);
    }

    private static Mix jpeg(Scan.Colour colour) {
        return switch (colour) {
            case GREY -> (s, i) -> Colours.grey(s[i]);
            case RGB, AS_DECODED -> (s, i) -> Colours.rgb(s[i], s[i + 1], s[i + 2]);
            case YCC -> (s, i) -> Colours.ycc(s[i], s[i + 1], s[i + 2]);
            case CMYK -> (s, i) -> Colours.inks(255 - s[i], 255 - s[i + 1], 255 - s[i + 2], 255 - s[i + 3]);
            case INVERTED_CMYK -> (s, i) -> Colours.inks(s[i], s[i + 1], s[i + 2], s[i + 3]);
            case INVERTED_YCCK ->
                (s, i) -> {
                    // The three components turn into 255 less each ink's stored number, as libjpeg understands YCCK.
                    int rgb = ~Colours.ycc(s[i], s[i + 1], s[i + 2]);
                    return Colours.inks(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, s[i + 3]);
                };
        };
    }

    /** Any other decoder's picture. */
    static RasterPixels of(BufferedImage image) throws RefusedException {
        ColorModel model = image.getColorModel();
        Raster raster = image.getRaster();
        if (model instanceof IndexColorModel palette) {
            int[] colours = new int[palette.getMapSize()];
            palette.getRGBs(colours);
            return new RasterPixels(
                    raster, (s, i) -> Colours.onWhite(s[i] < colours.length ? colours[s[i]] : 0xFF000000), false);
        }
        int type = raster.getTransferType();
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT && type != DataBuffer.TYPE_INT) {
            throw Scan.unsupported("samples of a kind that is not read");
        }
        return new RasterPixels(raster, mix(model, raster.getNumBands()), true);
    }

    private static Mix mix(ColorModel model, int bands) throws RefusedException {
        int colours = model.getNumColorComponents();
        boolean alpha = model.hasAlpha();
        boolean multiplied = model.isAlphaPremultiplied();
        int type = model.getColorSpace().getType();
        if (bands < colours + (alpha ? 1 : 0)) {
            throw Scan.unsupported("fewer samples than colours");
        }
        if (type == ColorSpace.TYPE_GRAY && colours == 1) {
            return alpha
                    ? (s, i) -> Colours.grey(Colours.onWhite(s[i], s[i + 1], multiplied))
                    : (s, i) -> Colours.grey(s[i]);
        }
        if (type == ColorSpace.TYPE_RGB && colours == 3) {
            return alpha
                    ? (s, i) -> Colours.rgb(
                            Colours.onWhite(s[i], s[i + 3], multiplied),
                            Colours.onWhite(s[i + 1], s[i + 3], multiplied),
                            Colours.onWhite(s[i + 2], s[i + 3], multiplied))
                    : (s, i) -> Colours.rgb(s[i], s[i + 1], s[i + 2]);
        }
        if (type == ColorSpace.TYPE_CMYK && colours == 4) {
            return (s, i) -> Colours.inks(255 - s[i], 255 - s[i + 1], 255 - s[i + 2], 255 - s[i + 3]);
        }
        throw Scan.unsupported("a colour space that is not read");
    }

    /** For each band a table from its depth to 8 bits, rounded; none where it has 8 already. */
    private static int[][] scales(Raster raster) {
        int[][] scales = new int[raster.getNumBands()][];
        for (int band = 0; band < scales.length; band++) {
            int depth = Math.min(16, raster.getSampleModel().getSampleSize(band));
            int most = (1 << depth) - 1;
            scales[band] = new int[most + 1];
            for (int value = 0; value <= most; value++) {
                scales[band][value] = (value * 255 + most / 2) / most;
            }
        }
        return scales;
    }

    @Override
    public int width() {
        return raster.getWidth();
    }

    @Override
    public int height() {
        return raster.getHeight();
    }

    @Override
    public void row(int y, int[] into) {
        if (plainBytes) {
            raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width(), 1, bytes);
            for (int i = 0; i < bytes.length; i++) {
                samples[i] = bytes[i] & 255;
            }
        } else {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, samples);
            scale();
        }
        for (int x = 0; x < width(); x++) {
            into[x] = mix.rgb(samples, x * bands);
        }
    }

    private void scale() {
        for (int band = 0; band < scales.length; band++) {
            int[] scale = scales[band];
            for (int i = band; i < samples.length; i += bands) {
                samples[i] = scale[samples[i] & (scale.length - 1)];
            }
        }
    }
}
