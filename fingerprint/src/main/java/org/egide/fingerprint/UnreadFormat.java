package org.egide.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Picture formats that are known by their leading bytes and not read: refused by name, so that whoever scans an archive
 * sees how many pictures were not compared instead of taking them for something else.
 */
enum UnreadFormat {
    HEIC("HEIC"),
    AVIF("AVIF"),
    CANON_RAW("Canon raw"),
    JPEG_XL("JPEG XL", "\u00ff\n", "\0\0\0\fJXL \r\n\u0087\n"),
    JPEG_2000("JPEG 2000", "\0\0\0\fjP  \r\n\u0087\n", "\u00ffO\u00ffQ"),
    JPEG_XR("JPEG XR", "II\u00bc"),
    BIG_TIFF("BigTIFF", "II+\0", "MM\0+"),
    PHOTOSHOP("Photoshop", "8BPS"),
    GIMP("GIMP", "gimp xcf"),
    SVG("SVG"),
    ICON("Windows icon", "\0\0\1\0", "\0\0\2\0"),
    APPLE_ICON("Apple icon", "icns"),
    OPEN_EXR("OpenEXR", "v/1\1"),
    RADIANCE("Radiance", "#?RADIANCE", "#?RGBE"),
    NETPBM("Netpbm", "P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n", "P7\n", "PF\n", "Pf\n"),
    QOI("QOI", "qoif"),
    DIRECT_DRAW("DirectDraw", "DDS "),
    FUJI_RAW("Fuji raw", "FUJIFILMCCD-RAW"),
    DPX("DPX", "SDPX", "XPDS"),
    FITS("FITS", "SIMPLE  ="),
    MNG("MNG", "\u008aMNG\r\n\u001a\n", "\u008bJNG\r\n\u001a\n"),
    FLIF("FLIF", "FLIF"),
    BPG("BPG", "BPG\u00fb"),
    DJVU("DjVu", "AT&TFORM");

    private static final int LONGEST_START = 1024;
    private static final List<String> HEIC_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

    private final String title;
    private final List<String> marks;

    UnreadFormat(String title, String... marks) {
        this.title = title;
        this.marks = List.of(marks);
    }

    /** What a person calls it. */
    String title() {
        return title;
    }

    /** The format whose mark these bytes start with. */
    static Optional<UnreadFormat> of(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, LONGEST_START), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values()).filter(format -> format.begins(start)).findFirst();
    }

    private boolean begins(String start) {
        return switch (this) {
            case AVIF -> brands(start).stream().anyMatch(brand -> brand.equals("avif") || brand.equals("avis"));
            case HEIC -> brands(start).stream().anyMatch(HEIC_BRANDS::contains) && !AVIF.begins(start);
            case CANON_RAW -> brands(start).contains("crx ");
            case SVG -> isSvg(start);
            // A count of pictures and an empty byte follow: four bytes alone would take too much for an icon.
            case ICON -> marked(start) && start.length() > 9 && start.charAt(4) > 0 && start.charAt(9) == 0;
            case JPEG_XL,
                    JPEG_2000,
                    JPEG_XR,
                    BIG_TIFF,
                    PHOTOSHOP,
                    GIMP,
                    APPLE_ICON,
                    OPEN_EXR,
                    RADIANCE,
                    NETPBM,
                    QOI,
                    DIRECT_DRAW,
                    FUJI_RAW,
                    DPX,
                    FITS,
                    MNG,
                    FLIF,
                    BPG,
                    DJVU -> marked(start);
        };
    }

    private boolean marked(String start) {
        return marks.stream().anyMatch(start::startsWith);
    }

    /** What an ISO media file says that it is, in groups of four letters. */
    private static List<String> brands(String start) {
        if (start.length() < 16 || !start.startsWith("ftyp", 4)) {
            return List.of();
        }
        int length = start.charAt(2) << 8 | start.charAt(3);
        List<String> brands = new ArrayList<>();
        for (int at = 8; at + 4 <= Math.min(length, start.length()); at += 4) {
            brands.add(start.substring(at, at + 4));
        }
        return brands;
    }

    private static boolean isSvg(String start) {
        String text = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
        String lower = text.stripLeading().toLowerCase(Locale.ROOT);
        return lower.startsWith("<svg")
                || ((lower.startsWith("<?xml") || lower.startsWith("<!--") || lower.startsWith("<!doctype svg"))
                        && lower.contains("<svg"));
    }
}
