package org.egide.fingerprint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.egide.fingerprint.Scan.Colour;
import org.egide.fingerprint.Scan.Frame;

/** Walks a WebP's chunks and rebuilds a still picture from the first frame, without profile and other data. */
final class WebpScan {

    private static final int ALPHA_FLAG = 0x10;

    private final Bytes bytes;
    private final Limits limits;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Frame frame = new Frame(0, 0, 0, 0);
    private boolean alpha;
    private boolean found;

    private WebpScan(byte[] file, Limits limits) {
        this.bytes = new Bytes(file, false);
        this.limits = limits;
    }

    static Scan of(byte[] file, Limits limits) throws RefusedException {
        return new WebpScan(file, limits).scan();
    }

    private Scan scan() throws RefusedException {
        long end = bytes.u32(4) + 8;
        bytes.require(12, 8);
        if (!bytes.is(12, "VP8X")) {
            picture(12, end, 0, 0);
            return result(frame.width(), frame.height());
        }
        bytes.require(20, 10);
        int width = bytes.u24Little(24) + 1;
        int height = bytes.u24Little(27) + 1;
        Scan.requireSize(width, height, limits);
        chunks(20 + bytes.u32(16), end);
        int canvasWidth = Math.max(width, frame.left() + frame.width());
        int canvasHeight = Math.max(height, frame.top() + frame.height());
        Scan.requireSize(canvasWidth, canvasHeight, limits);
        return result(canvasWidth, canvasHeight);
    }

    /** Frames after the first are counted, and a file cut within them still has its first. */
    private void chunks(long from, long end) throws RefusedException {
        int frames = 0;
        long at = from + (from & 1);
        while (at + 8 <= Math.min(end, bytes.length())) {
            long length = bytes.u32(at + 4);
            if (bytes.is(at, "ANMF")) {
                frames++;
                Scan.requireFrames(frames, limits);
                if (frames == 1) {
                    bytes.require(at, length + 8);
                    picture(at + 24, at + 8 + length, 2 * bytes.u24Little(at + 8), 2 * bytes.u24Little(at + 11));
                }
            } else if (!found && (bytes.is(at, "ALPH") || bytes.is(at, "VP8 ") || bytes.is(at, "VP8L"))) {
                picture(at, end, 0, 0);
            }
            at += 8 + length + (length & 1);
        }
        if (!found) {
            throw at > bytes.length() || end > bytes.length()
                    ? Scan.truncated("the file ends before its picture")
                    : Scan.broken("no picture data");
        }
    }

    /** Keeps an optional ALPH chunk and the VP8 or VP8L chunk that follows. */
    private void picture(long from, long end, int left, int top) throws RefusedException {
        long at = from;
        boolean separateAlpha = false;
        while (!found) {
            if (at + 8 > end) {
                throw Scan.broken("no picture data");
            }
            long length = bytes.u32(at + 4);
            bytes.require(at, 8 + length);
            if (bytes.is(at, "ALPH") && !separateAlpha) {
                separateAlpha = true;
                keep(at, length);
            } else if (bytes.is(at, "VP8 ")) {
                lossy(at + 8, left, top);
                alpha = separateAlpha;
                keep(at, length);
            } else if (bytes.is(at, "VP8L")) {
                kept.reset();
                lossless(at + 8, left, top);
                keep(at, length);
            } else if (from == 12) {
                throw Scan.broken("a chunk of no known kind where the picture should be");
            }
            at += 8 + length + (length & 1);
        }
    }

    private void lossy(long at, int left, int top) throws RefusedException {
        bytes.require(at, 10);
        if ((bytes.u8(at) & 1) != 0 || bytes.u8(at + 3) != 0x9D || bytes.u8(at + 4) != 1 || bytes.u8(at + 5) != 0x2A) {
            throw Scan.broken("the picture does not start with a key frame");
        }
        size(left, top, bytes.u16(at + 6) & 0x3FFF, bytes.u16(at + 8) & 0x3FFF);
    }

    private void lossless(long at, int left, int top) throws RefusedException {
        bytes.require(at, 5);
        if (bytes.u8(at) != 0x2F) {
            throw Scan.broken("the lossless picture has no signature");
        }
        long packed = bytes.u32(at + 1);
        size(left, top, (int) (packed & 0x3FFF) + 1, (int) (packed >> 14 & 0x3FFF) + 1);
        alpha = (packed >> 28 & 1) == 1;
    }

    private void size(int left, int top, int width, int height) throws RefusedException {
        Scan.requireSize(width, height, limits);
        frame = new Frame(left, top, width, height);
        found = true;
    }

    private void keep(long at, long length) {
        kept.write(bytes.array(), (int) at, (int) (8 + length));
        if ((length & 1) == 1) {
            kept.write(0);
        }
    }

    private Scan result(int width, int height) {
        byte[] chunks = kept.toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream(chunks.length + 30);
        text(file, "RIFF");
        little(file, 4 + 18 + chunks.length, 4);
        text(file, "WEBPVP8X");
        little(file, 10, 4);
        little(file, alpha ? ALPHA_FLAG : 0, 4);
        little(file, frame.width() - 1, 3);
        little(file, frame.height() - 1, 3);
        file.writeBytes(chunks);
        return new Scan(Format.WEBP, width, height, frame, Colour.AS_DECODED, Bytes.of(file.toByteArray()));
    }

    private static void text(ByteArrayOutputStream file, String text) {
        file.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void little(ByteArrayOutputStream file, int value, int count) {
        for (int i = 0; i < count; i++) {
            file.write(value >> (8 * i));
        }
    }
}
