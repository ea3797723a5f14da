package org.egide.fingerprint;

import java.util.Arrays;

/**
 * The luma of a JPEG without its colours: Huffman-coded, sequential or progressive, 8 bits, grey or YCbCr in any sampling
 * in which the luma is whole (ITU-T T.81). Written from the standard.
 *
 * <p>Takes 1 byte a pixel, 2 more where progressive, and the bytes of the file once more. Reads only what {@link JpegScan}
 * has let through. Whatever is unusual or damaged in a way that shows is left to others: {@link OddJpegException}. Not
 * noticed is damage to the colours alone, in scans that are skipped.
 */
final class JpegLuma {

    private static final int COEFFICIENTS = 64;
    private static final int TABLES = 4;
    /** Reading past the end is noticed after a unit only, so its size is bounded. */
    private static final int MOST_BLOCKS = 10;

    private final byte[] file;
    private final byte[] room;
    private final int[][] steps = new int[TABLES][0];
    private final HuffmanTable[] dc = new HuffmanTable[TABLES];
    private final HuffmanTable[] ac = new HuffmanTable[TABLES];
    private final int[] chosenSteps = new int[COEFFICIENTS];
    private JpegFrame frame = new JpegFrame(1, 1, new int[] {1}, new int[] {1}, new int[] {0});
    private int[] plane = new int[0];
    private LumaBlocks blocks = new LumaBlocks(plane, 0);
    private ProgressiveLuma progressive = new ProgressiveLuma(frame);
    private boolean isProgressive;
    private int quantisation;
    private int restarts;
    private boolean begun;

    private JpegLuma(byte[] file) {
        this.file = file;
        this.room = new byte[EntropyData.room(file.length)];
        Arrays.fill(dc, HuffmanTable.undefined());
        Arrays.fill(ac, HuffmanTable.undefined());
    }

    /** The luma of a file whose structure was found sound. */
    static LumaPixels of(Scan scan) throws OddJpegException {
        if (scan.colour() != Scan.Colour.YCC && scan.colour() != Scan.Colour.GREY) {
            throw new OddJpegException("no luma within");
        }
        return new JpegLuma(scan.picture().array()).decode();
    }

    private LumaPixels decode() throws OddJpegException {
        int at = 2;
        while (code(at) != 0xD9) {
            int code = code(at);
            int from = at + 4;
            int to = at + 2 + u16(at + 2);
            at = to;
            switch (code) {
                case 0xC0, 0xC1, 0xC2 -> frame(code, from);
                case 0xC4 -> huffmanTables(from, to);
                case 0xDB -> quantisations(from, to);
                case 0xDD -> restarts = u16(from);
                case 0xDA -> at = pass(from, to);
                default -> {
                    // What remains says something about colours.
                }
            }
        }
        return whole();
    }

    private int u8(int at) throws OddJpegException {
        if (at >= file.length) {
            throw new OddJpegException("a segment that ends early");
        }
        return file[at] & 255;
    }

    private int u16(int at) throws OddJpegException {
        return u8(at) << 8 | u8(at + 1);
    }

    private int code(int at) throws OddJpegException {
        if (u8(at) != 0xFF) {
            throw new OddJpegException("no mark where one should be");
        }
        return u8(at + 1);
    }

    private void frame(int code, int from) throws OddJpegException {
        int number = u8(from + 5);
        int[] across = new int[number];
        int[] down = new int[number];
        int[] ids = new int[number];
        for (int i = 0; i < number; i++) {
            ids[i] = u8(from + 6 + 3 * i);
            across[i] = number == 1 ? 1 : u8(from + 7 + 3 * i) >> 4;
            down[i] = number == 1 ? 1 : u8(from + 7 + 3 * i) & 15;
            boolean known = across[i] >= 1 && across[i] <= 4 && down[i] >= 1 && down[i] <= 4;
            if (!known || across[i] > across[0] || down[i] > down[0]) {
                throw new OddJpegException("a luma that is not whole");
            }
        }
        quantisation = u8(from + 8);
        frame = new JpegFrame(u16(from + 3), u16(from + 1), across, down, ids);
        isProgressive = code == 0xC2;
        int stride = frame.blocksAcross() * 2;
        plane = new int[Math.multiplyExact(stride, frame.blocksDown() * 8)];
        blocks = new LumaBlocks(plane, stride);
        if (isProgressive) {
            progressive = new ProgressiveLuma(frame);
        }
    }

    private void huffmanTables(int from, int to) throws OddJpegException {
        int at = from;
        while (at < to) {
            int kind = u8(at);
            int[] counts = new int[16];
            int all = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = u8(at + 1 + i);
                all += counts[i];
            }
            at += 17;
            int[] symbols = new int[all];
            for (int i = 0; i < all; i++) {
                symbols[i] = u8(at + i);
            }
            at += all;
            if ((kind & 15) >= TABLES || kind >> 4 > 1 || all > 256 || at > to) {
                throw new OddJpegException("a Huffman table that cannot be");
            }
            boolean means = kind >> 4 == 0;
            if (means && Arrays.stream(symbols).anyMatch(symbol -> symbol > 15)) {
                throw new OddJpegException("a mean of more bits than there are");
            }
            (means ? dc : ac)[kind & 15] = HuffmanTable.of(counts, symbols);
        }
    }

    private void quantisations(int from, int to) throws OddJpegException {
        int at = from;
        while (at < to) {
            int kind = u8(at++);
            int bytes = kind >> 4 == 0 ? 1 : 2;
            if ((kind & 15) >= TABLES || kind >> 4 > 1 || at + COEFFICIENTS * bytes > to) {
                throw new OddJpegException("a quantisation that cannot be");
            }
            int[] table = new int[COEFFICIENTS];
            for (int k = 0; k < COEFFICIENTS; k++) {
                table[k] = bytes == 1 ? u8(at + k) : u16(at + 2 * k);
            }
            steps[kind & 15] = table;
            at += COEFFICIENTS * bytes;
        }
    }

    /** Decodes a scan if it holds luma; the place of the next mark. */
    private int pass(int from, int to) throws OddJpegException {
        int number = u8(from);
        if (number < 1 || number > 4 || to != from + 4 + 2 * number) {
            throw new OddJpegException("a scan header that cannot be");
        }
        int[] components = new int[number];
        HuffmanTable[] means = new HuffmanTable[number];
        HuffmanTable[] others = new HuffmanTable[number];
        for (int i = 0; i < number; i++) {
            components[i] = frame.component(u8(from + 1 + 2 * i));
            int tables = u8(from + 2 + 2 * i);
            means[i] = dc[tables >> 4 & 3];
            others[i] = ac[tables & 3];
        }
        if (number > 1 && frame.blocksIn(components) > MOST_BLOCKS) {
            throw new OddJpegException("more blocks interleaved than the standard allows");
        }
        int band = from + 1 + 2 * number;
        JpegPass pass = new JpegPass(
                components, means, others, u8(band), u8(band + 1), u8(band + 2) >> 4, u8(band + 2) & 15, restarts);
        int at = to;
        if (Arrays.stream(components).anyMatch(component -> component == JpegFrame.LUMA)) {
            EntropyData data = new EntropyData(file, to, room);
            take(pass, data);
            at = data.next();
        }
        while (at + 1 < file.length && !JpegScan.endsData(file[at], file[at + 1])) {
            at = MarkSearch.next(file, at + 1, file.length - 1);
        }
        return at;
    }

    private void take(JpegPass pass, EntropyData data) throws OddJpegException {
        if (!begun) {
            int[] table = steps[quantisation & 3];
            if (table.length == 0) {
                throw new OddJpegException("no quantisation");
            }
            System.arraycopy(table, 0, chosenSteps, 0, COEFFICIENTS);
        }
        if (isProgressive) {
            progressive.take(pass, data);
        } else if (begun || pass.first() != 0 || pass.last() != 63 || pass.high() != 0 || pass.low() != 0) {
            throw new OddJpegException("a sequential picture in an unusual number of scans");
        } else {
            new BaselineLuma(frame, pass, data, blocks, chosenSteps).decode();
        }
        begun = true;
    }

    private LumaPixels whole() throws OddJpegException {
        if (!begun) {
            throw new OddJpegException("no luma");
        }
        if (isProgressive) {
            progressive.finish(blocks, chosenSteps);
        }
        blocks.finish();
        return new LumaPixels(frame.width(), frame.height(), frame.blocksAcross() * 2, plane);
    }
}
