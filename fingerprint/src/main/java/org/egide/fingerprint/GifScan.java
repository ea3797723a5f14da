package org.egide.fingerprint;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.egide.fingerprint.Scan.Colour;
import org.egide.fingerprint.Scan.Frame;

/** Walks a GIF's blocks, counts its frames and keeps the first one with its colours and its transparency. */
final class GifScan {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    private final Bytes bytes;
    private final Limits limits;
    private byte[] control = {};
    private byte[] first = {};
    private Frame frame = new Frame(0, 0, 0, 0);
    private int frames;

    private GifScan(byte[] file, Limits limits) {
        this.bytes = new Bytes(file, false);
        this.limits = limits;
    }

    static Scan of(byte[] file, Limits limits) throws RefusedException {
        return new GifScan(file, limits).scan();
    }

    private Scan scan() throws RefusedException {
        int width = bytes.u16(6);
        int height = bytes.u16(8);
        Scan.requireSize(Math.max(1, width), Math.max(1, height), limits);
        int header = 13 + colourTable(bytes.u8(10));
        bytes.require(0, header);
        blocks(header);
        int canvasWidth = Math.max(width, frame.left() + frame.width());
        int canvasHeight = Math.max(height, frame.top() + frame.height());
        Scan.requireSize(canvasWidth, canvasHeight, limits);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.write(bytes.array(), 0, header);
        kept.writeBytes(control);
        kept.writeBytes(first);
        kept.write(TRAILER);
        return new Scan(Format.GIF, canvasWidth, canvasHeight, frame, Colour.AS_DECODED, Bytes.of(kept.toByteArray()));
    }

    private static int colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** A file that is cut after its first frame still has a first frame. */
    private void blocks(long from) throws RefusedException {
        long at = from;
        while (frames == 0 || at < bytes.length()) {
            int block = bytes.u8(at);
            if (block == TRAILER && frames > 0) {
                return;
            }
            switch (block) {
                case EXTENSION -> at = extension(at);
                case IMAGE -> at = image(at);
                default -> {
                    if (frames == 0) {
                        throw Scan.broken("a block of no known kind");
                    }
                    return;
                }
            }
        }
    }

    private long extension(long at) throws RefusedException {
        long end = subBlocks(at + 2);
        if (frames == 0 && bytes.u8(at + 1) == 0xF9 && end - at == 8) {
            control = Arrays.copyOfRange(bytes.array(), (int) at, (int) end);
        }
        return end;
    }

    private long image(long at) throws RefusedException {
        bytes.require(at, 10);
        frames++;
        Scan.requireFrames(frames, limits);
        Frame here = new Frame(bytes.u16(at + 1), bytes.u16(at + 3), bytes.u16(at + 5), bytes.u16(at + 7));
        long data = at + 10 + colourTable(bytes.u8(at + 9));
        if (frames > 1) {
            return afterFurtherFrame(data);
        }
        Scan.requireSize(here.width(), here.height(), limits);
        int codeSize = bytes.u8(data);
        if (codeSize < 1 || codeSize > 8) {
            throw Scan.broken("an impossible code size");
        }
        long end = subBlocks(data + 1);
        frame = here;
        first = Arrays.copyOfRange(bytes.array(), (int) at, (int) end);
        return end;
    }

    private long afterFurtherFrame(long data) {
        try {
            return subBlocks(data + 1);
        } catch (RefusedException cut) {
            return bytes.length();
        }
    }

    private long subBlocks(long from) throws RefusedException {
        long at = from;
        int length = bytes.u8(at);
        while (length != 0) {
            bytes.require(at, length + 2L);
            at += length + 1;
            length = bytes.u8(at);
        }
        return at + 1;
    }
}
