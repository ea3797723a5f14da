package org.egide.fingerprint;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.egide.fingerprint.Refusal.Reason;

/**
 * Reads hostile bytes as a picture, within limits.
 *
 * <p>The leading bytes alone choose the format. The structure is walked first: sizes and counts beyond the limits, cut
 * or contradictory files are refused before anything is decoded, and the decoder sees only what it needs. Embedded
 * profiles, EXIF orientation, comments and previews never reach it. A JPEG that its decoder repairs (a damaged spot) is
 * read as viewers show it; one that ends early is not. Writes no file. Safe for use by many threads.
 */
public final class PictureReader {

    private static final String RUNTIME_DECODERS = "com.sun.imageio.";

    private final Limits limits;
    private final Luma luma;

    /** With these limits and true colours. */
    public PictureReader(Limits limits) {
        this(limits, Luma.CONVERTED);
    }

    /** With these limits; the stored luma of a JPEG is read as a grey picture. */
    public PictureReader(Limits limits, Luma luma) {
        this.limits = limits;
        this.luma = luma;
    }

    /** The first picture in these bytes, or the reason why there is none. */
    public Reading read(byte[] bytes) {
        try {
            return decode(scan(bytes));
        } catch (RefusedException refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    /** Looks at the structure only. */
    Scan scan(byte[] bytes) throws RefusedException {
        if (bytes.length > limits.bytes()) {
            throw new RefusedException(Reason.TOO_LARGE, "more than " + limits.bytes() + " bytes, which is the limit");
        }
        Optional<Format> format = Format.of(bytes);
        if (format.isEmpty()) {
            throw unread(bytes);
        }
        return switch (format.get()) {
            case JPEG -> JpegScan.of(bytes, limits);
            case PNG -> PngScan.of(bytes, limits);
            case GIF -> GifScan.of(bytes, limits);
            case WEBP -> WebpScan.of(bytes, limits);
            case BMP -> BmpScan.of(bytes, limits);
            case TIFF -> TiffScan.of(bytes, limits);
        };
    }

    private static RefusedException unread(byte[] bytes) {
        return UnreadFormat.of(bytes)
                .map(format -> Scan.unsupported(format.title() + ", a picture format that is not read here"))
                .orElseGet(() -> new RefusedException(
                        Reason.UNKNOWN_FORMAT, bytes.length == 0 ? "the file is empty" : "no known picture format"));
    }

    Reading.Decoded decode(Scan scan) throws RefusedException {
        if (luma == Luma.STORED && scan.format() == Format.JPEG) {
            try {
                return new Reading.Decoded(Format.JPEG, JpegLuma.of(scan));
            } catch (OddJpegException odd) {
                return decodeColours(scan);
            }
        }
        return decodeColours(scan);
    }

    private Reading.Decoded decodeColours(Scan scan) throws RefusedException {
        ImageReader reader = decoder(scan.format());
        Warnings warnings = new Warnings();
        try (ImageInputStream input = new MemoryCacheImageInputStream(
                new ByteArrayInputStream(scan.picture().array()))) {
            reader.addIIOReadWarningListener(warnings);
            reader.setInput(input, true, true);
            Pixels frame = frame(reader, scan);
            warnings.requireComplete();
            return new Reading.Decoded(scan.format(), placed(scan, frame));
        } catch (IOException damaged) {
            throw warnings.refusal(damaged);
        } catch (RuntimeException surprised) { // The decoders answer damaged input with any unchecked exception.
            throw warnings.refusal(surprised);
        } finally {
            reader.dispose();
        }
    }

    private static Pixels frame(ImageReader reader, Scan scan) throws IOException, RefusedException {
        if (scan.colour() != Scan.Colour.AS_DECODED) {
            Raster raster = reader.readRaster(0, null);
            requireSize(scan, raster.getWidth(), raster.getHeight());
            return RasterPixels.of(raster, scan.colour());
        }
        requireSize(scan, reader.getWidth(0), reader.getHeight(0));
        BufferedImage image = reader.read(0);
        requireSize(scan, image.getWidth(), image.getHeight());
        return RasterPixels.of(image);
    }

    private static void requireSize(Scan scan, int width, int height) throws RefusedException {
        if (width != scan.frame().width() || height != scan.frame().height()) {
            throw Scan.broken("the decoder found another size than the header");
        }
    }

    private static Pixels placed(Scan scan, Pixels frame) {
        boolean whole = scan.width() == frame.width() && scan.height() == frame.height();
        return whole ? frame : new PlacedPixels(scan.width(), scan.height(), scan.frame(), frame);
    }

    /** The runtime's own decoder, whatever else the embedding program has registered. */
    private static ImageReader decoder(Format format) {
        if (format == Format.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT));
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(RUNTIME_DECODERS)) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java runtime has no decoder for " + format);
    }
}
