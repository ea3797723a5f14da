package org.egide.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The picture formats that are read, known by their leading bytes. */
public enum Format {
    /** Baseline and progressive, 8 bits; grey, colour, four inks. */
    JPEG,
    /** All colour types and depths; of an animation the default picture. */
    PNG,
    /** The first frame on its canvas. */
    GIF,
    /** Lossy and lossless; the first frame on its canvas. */
    WEBP,
    /** The Windows bitmap with 1 to 32 bits. */
    BMP,
    /** The first page, 1 to 16 bits a sample. */
    TIFF;

    /** The format whose mark these bytes start with. */
    public static Optional<Format> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.marks(bytes)).findFirst();
    }

    private boolean marks(byte[] bytes) {
        return switch (this) {
            case JPEG -> starts(bytes, 0, "\u00ff\u00d8\u00ff");
            case PNG -> starts(bytes, 0, "\u0089PNG\r\n\u001a\n");
            case GIF -> starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a");
            case WEBP -> starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP");
            case BMP -> starts(bytes, 0, "BM");
            case TIFF -> starts(bytes, 0, "II*\0") || starts(bytes, 0, "MM\0*");
        };
    }

    private static boolean starts(byte[] bytes, int at, String mark) {
        byte[] expected = mark.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= at + expected.length
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }
}
