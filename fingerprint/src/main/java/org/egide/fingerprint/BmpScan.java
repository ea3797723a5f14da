package org.egide.fingerprint;

import org.egide.fingerprint.Scan.Colour;

/** Checks a Windows bitmap's header and cuts its links to profiles, inside the file or outside. */
final class BmpScan {

    private static final int CORE_HEADER = 12;
    private static final int FIRST_HEADER_WITH_PROFILE = 108;
    private static final int COLOUR_SPACE = 14 + 56;
    private static final byte[] STANDARD_COLOURS = {'B', 'G', 'R', 's'};

    private BmpScan() {}

    static Scan of(byte[] file, Limits limits) throws RefusedException {
        Bytes bytes = new Bytes(file, false);
        long data = bytes.u32(10);
        long header = bytes.u32(14);
        boolean core = header == CORE_HEADER;
        if (!core && header != 40 && header != 52 && header != 56 && header != 108 && header != 124) {
            throw Scan.broken("a header of no known length");
        }
        bytes.require(14, header);
        long width = core ? bytes.u16(18) : (int) bytes.u32(18);
        long height = core ? bytes.u16(20) : Math.abs((long) (int) bytes.u32(22));
        Scan.requireSize(width, height, limits);
        int bits = bytes.u16(core ? 24 : 28);
        long compression = core ? 0 : bytes.u32(30);
        requireKnown(bits, compression);
        if (data < 14 + header) {
            throw Scan.broken("the picture data start within the header");
        }
        boolean runs = compression == 1 || compression == 2;
        long size = runs ? 2 : (width * bits + 31) / 32 * 4 * height;
        bytes.require(data, size);
        return Scan.whole(Format.BMP, width, height, Colour.AS_DECODED, withoutProfile(file, header));
    }

    private static void requireKnown(int bits, long compression) throws RefusedException {
        boolean plain = bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
        boolean known = switch ((int) compression) {
            case 0 -> plain;
            case 1 -> bits == 8;
            case 2 -> bits == 4;
            case 3 -> bits == 16 || bits == 32;
            default -> false;
        };
        if (!known) {
            throw Scan.unsupported("a bitmap of " + bits + " bits with compression " + compression);
        }
    }

    private static byte[] withoutProfile(byte[] file, long header) {
        if (header < FIRST_HEADER_WITH_PROFILE) {
            return file;
        }
        byte[] copy = file.clone();
        System.arraycopy(STANDARD_COLOURS, 0, copy, COLOUR_SPACE, STANDARD_COLOURS.length);
        return copy;
    }
}
