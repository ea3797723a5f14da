package org.egide.fingerprint;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import org.egide.fingerprint.Scan.Colour;

/** Walks a PNG's chunks and keeps the header, the palette, the transparency and the picture data. */
final class PngScan {

    /** Deflate expands by no more than this. */
    private static final int GREATEST_EXPANSION = 1032;

    private PngScan() {}

    static Scan of(byte[] file, Limits limits) throws RefusedException {
        Bytes bytes = new Bytes(file, true);
        if (!bytes.is(12, "IHDR") || bytes.u32(8) != 13) {
            throw file.length < 33 ? Scan.truncated("the header is cut") : Scan.broken("the header is not first");
        }
        bytes.require(8, 25);
        long width = bytes.u32(16);
        long height = bytes.u32(20);
        Scan.requireSize(width, height, limits);
        byte[] kept = keepCritical(bytes, limits, rawBytes(bytes, width, height));
        return Scan.whole(Format.PNG, width, height, Colour.AS_DECODED, kept);
    }

    private static long rawBytes(Bytes bytes, long width, long height) throws RefusedException {
        int depth = bytes.u8(24);
        int type = bytes.u8(25);
        boolean known = switch (type) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known || bytes.u8(26) != 0 || bytes.u8(27) != 0 || bytes.u8(28) > 1) {
            throw Scan.broken("an impossible colour type, depth, compression, filter or interlace");
        }
        int samples = type == 2 ? 3 : type == 4 ? 2 : type == 6 ? 4 : 1;
        return width * height * depth * samples / 8;
    }

    private static byte[] keepCritical(Bytes bytes, Limits limits, long rawBytes) throws RefusedException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length());
        kept.write(bytes.array(), 0, 8);
        long at = 8;
        long data = 0;
        int frames = 0;
        boolean ended = false;
        while (!ended) {
            long length = bytes.u32(at);
            bytes.require(at, length + 12);
            ended = bytes.is(at + 4, "IEND");
            boolean picture = bytes.is(at + 4, "IDAT");
            if (bytes.is(at + 4, "fcTL")) {
                frames++;
                Scan.requireFrames(frames, limits);
            }
            if (ended || picture || header(bytes, at)) {
                requireSum(bytes, at, length);
                kept.write(bytes.array(), (int) at, (int) length + 12);
            } else if ((bytes.u8(at + 4) & 32) == 0) {
                throw Scan.broken("an unknown critical chunk");
            }
            data += picture ? length : 0;
            at += length + 12;
        }
        if (data == 0) {
            throw Scan.broken("no picture data");
        }
        if (rawBytes > data * GREATEST_EXPANSION + 1024) {
            throw Scan.truncated("too few bytes for the declared size");
        }
        return kept.toByteArray();
    }

    private static boolean header(Bytes bytes, long at) {
        return bytes.is(at + 4, "IHDR") || bytes.is(at + 4, "PLTE") || bytes.is(at + 4, "tRNS");
    }

    private static void requireSum(Bytes bytes, long at, long length) throws RefusedException {
        CRC32 sum = new CRC32();
        sum.update(bytes.array(), (int) at + 4, (int) length + 4);
        if (sum.getValue() != bytes.u32(at + 8 + length)) {
            throw Scan.broken("a chunk whose checksum is wrong");
        }
    }
}
