package org.egide.fingerprint;

import java.io.ByteArrayOutputStream;
import org.egide.fingerprint.Scan.Colour;

/** Walks a JPEG's markers and keeps what decoding needs: no profile, no EXIF, no preview, nothing after the end. */
final class JpegScan {

    /** A picture is sent in about ten passes; hundreds of them only burn time. */
    private static final int MOST_PASSES = 100;

    private final Bytes bytes;
    private final Limits limits;
    private final ByteArrayOutputStream kept;
    private int passes;
    private int width;
    private int height;
    private int components;
    private long units;
    private long entropyBytes;
    private boolean progressive;
    private boolean jfif;
    private int adobeTransform = -1;
    private int componentIds;

    private JpegScan(byte[] file, Limits limits) {
        this.bytes = new Bytes(file, true);
        this.limits = limits;
        this.kept = new ByteArrayOutputStream(file.length + 2);
    }

    static Scan of(byte[] file, Limits limits) throws RefusedException {
        return new JpegScan(file, limits).scan();
    }

    private Scan scan() throws RefusedException {
        keep(0, 2);
        long at = 2;
        boolean ended = false;
        while (!ended && at < bytes.length()) {
            at = marker(at);
            int code = bytes.u8(at - 1);
            ended = code == 0xD9;
            if (!ended && !standsAlone(code)) {
                at = segment(code, at);
            }
        }
        if (passes == 0) {
            throw ended ? Scan.broken("no picture before the end mark") : Scan.truncated("no picture data");
        }
        if (!ended && progressive) {
            throw Scan.truncated("the end mark is missing");
        }
        if (entropyBytes < units / 8) {
            throw Scan.truncated("too few bytes for the declared size");
        }
        kept.write(0xFF);
        kept.write(0xD9);
        return Scan.whole(Format.JPEG, width, height, colour(), kept.toByteArray());
    }

    /** The place after the next marker's code. */
    private long marker(long from) throws RefusedException {
        long at = from;
        while (bytes.u8(at) != 0xFF) {
            at++;
        }
        while (bytes.u8(at) == 0xFF) {
            at++;
        }
        return at + 1;
    }

    private static boolean standsAlone(int code) {
        return code == 0 || code == 1 || (code >= 0xD0 && code <= 0xD8);
    }

    private long segment(int code, long at) throws RefusedException {
        int length = bytes.u16(at);
        if (length < 2) {
            throw Scan.broken("a segment shorter than its own length");
        }
        bytes.require(at, length);
        switch (code) {
            case 0xC0, 0xC1, 0xC2 -> frame(code, at, length);
            case 0xC3, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xDC, 0xDE, 0xDF, 0xF7 ->
                throw Scan.unsupported("a JPEG that is lossless, hierarchical or arithmetically coded");
            case 0xC4, 0xDB, 0xDD -> keep(at - 2, length + 2);
            case 0xE0 -> jfif(at, length);
            case 0xEE -> adobe(at, length);
            case 0xDA -> {
                return pass(at, length);
            }
            default -> {
                // What decoding does not need is left out: comments, EXIF, profiles, previews.
            }
        }
        return at + length;
    }

    private void frame(int code, long at, int length) throws RefusedException {
        if (components != 0) {
            throw Scan.broken("a second frame header");
        }
        if (bytes.u8(at + 2) != 8) {
            throw Scan.unsupported("a JPEG with other than 8 bits a sample");
        }
        height = bytes.u16(at + 3);
        width = bytes.u16(at + 5);
        components = bytes.u8(at + 7);
        if (components != 1 && components != 3 && components != 4) {
            throw Scan.unsupported("a JPEG of " + components + " components");
        }
        if (length != 8 + 3 * components) {
            throw Scan.broken("a frame header of a wrong length");
        }
        Scan.requireSize(width, height, limits);
        int across = 1;
        int down = 1;
        for (int i = 0; i < components; i++) {
            componentIds = componentIds << 8 | bytes.u8(at + 8 + 3L * i);
            int sampling = bytes.u8(at + 9 + 3L * i);
            across = Math.max(across, sampling >> 4);
            down = Math.max(down, sampling & 15);
        }
        units = (long) Math.ceilDiv(width, 8 * across) * Math.ceilDiv(height, 8 * down);
        progressive = code == 0xC2;
        keep(at - 2, length + 2);
    }

    private void jfif(long at, int length) {
        if (bytes.is(at + 2, "JFIF\0") && length >= 16 && !jfif) {
            jfif = true;
            // Without its preview, whose size need not be true.
            byte[] plain = {(byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
            kept.writeBytes(plain);
        }
    }

    private void adobe(long at, int length) throws RefusedException {
        if (bytes.is(at + 2, "Adobe") && length >= 14) {
            adobeTransform = bytes.u8(at + 13);
            keep(at - 2, length + 2);
        }
    }

    private long pass(long at, int length) throws RefusedException {
        if (components == 0) {
            throw Scan.broken("picture data before the frame header");
        }
        passes++;
        if (passes > MOST_PASSES) {
            throw new RefusedException(Refusal.Reason.TOO_MANY_FRAMES, "more than " + MOST_PASSES + " passes");
        }
        byte[] array = bytes.array();
        int end = (int) at + length;
        while (end + 1 < array.length && !endsData(array[end], array[end + 1])) {
            end = MarkSearch.next(array, end + 1, array.length - 1);
        }
        if (end + 1 >= array.length) {
            end = array.length;
        }
        entropyBytes += end - at - length;
        keep(at - 2, end - at + 2);
        return end;
    }

    /** True where a mark other than of a restart follows the data of a pass. */
    static boolean endsData(byte first, byte second) {
        int code = second & 255;
        return first == (byte) 0xFF && code != 0 && code != 0xFF && (code < 0xD0 || code > 0xD7);
    }

    private void keep(long from, long count) throws RefusedException {
        kept.write(bytes.array(), bytes.require(from, count), (int) count);
    }

    private Colour colour() {
        return switch (components) {
            case 1 -> Colour.GREY;
            case 3 -> threeComponents();
            default -> fourComponents();
        };
    }

    private Colour threeComponents() {
        if (jfif) {
            return Colour.YCC;
        }
        if (adobeTransform >= 0) {
            return adobeTransform == 0 ? Colour.RGB : Colour.YCC;
        }
        return componentIds == ('R' << 16 | 'G' << 8 | 'B') ? Colour.RGB : Colour.YCC;
    }

    private Colour fourComponents() {
        if (adobeTransform < 0) {
            return Colour.CMYK;
        }
        return adobeTransform == 2 ? Colour.INVERTED_YCCK : Colour.INVERTED_CMYK;
    }
}
