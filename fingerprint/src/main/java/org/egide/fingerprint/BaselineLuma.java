package org.egide.fingerprint;

import java.util.Arrays;

/**
 * The luma of a sequential scan (ITU-T T.81, F.2). Blocks of other components are passed over without learning their values.
 */
final class BaselineLuma {

    private static final int COEFFICIENTS = 64;
    private static final int LAST = 63;

    private final JpegFrame frame;
    private final JpegPass pass;
    private final EntropyData data;
    private final LumaBlocks blocks;
    private final int[] steps;
    private int mean;

    /** A scan whose blocks go there; the steps are the quantisation of the luma in zigzag order. */
    BaselineLuma(JpegFrame frame, JpegPass pass, EntropyData data, LumaBlocks blocks, int[] steps) {
        this.frame = frame;
        this.pass = pass;
        this.data = data;
        this.blocks = blocks;
        // Beyond the block nothing counts.
        this.steps = Arrays.copyOf(steps, LumaBlocks.PLACES.length);
    }

    void decode() throws OddJpegException {
        int across = pass.interleaved() ? frame.unitsAcross() : frame.usedAcross();
        int down = pass.interleaved() ? frame.unitsDown() : frame.usedDown();
        int left = pass.restarts();
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (pass.restarts() > 0 && left-- == 0) {
                    data.restart();
                    mean = 0;
                    left = pass.restarts() - 1;
                }
                if (pass.interleaved()) {
                    unit(x, y);
                } else {
                    luma(pass.dc()[0], pass.ac()[0], blocks.next(y, x));
                }
                data.requireNoMoreThanThereIs();
            }
        }
    }

    private void unit(int x, int y) throws OddJpegException {
        for (int i = 0; i < pass.components().length; i++) {
            int component = pass.components()[i];
            int across = frame.across()[component];
            int down = frame.down()[component];
            HuffmanTable dc = pass.dc()[i];
            HuffmanTable ac = pass.ac()[i];
            for (int row = 0; row < down; row++) {
                for (int column = 0; column < across; column++) {
                    if (component == JpegFrame.LUMA) {
                        luma(dc, ac, blocks.next(y * down + row, x * across + column));
                    } else {
                        passOver(dc, ac);
                    }
                }
            }
        }
    }

    private void luma(HuffmanTable dc, HuffmanTable ac, int block) throws OddJpegException {
        EntropyData taken = data;
        int[][] coefficients = blocks.coefficients;
        int[] places = LumaBlocks.PLACES;
        int[] factors = steps;
        long[] pairs = ac.pairs();
        byte[] clean = taken.clean;
        long bits = taken.bits;
        int count = taken.count;
        int at = taken.at;
        if (count < 32) {
            bits |= (long) EntropyData.LONGS.get(clean, at) >>> count;
            at += (63 - count) >> 3;
            count |= 56;
        }
        int entry = dc.entries[(int) (bits >>> HuffmanTable.SHIFT)];
        if (entry == 0) {
            entry = required(dc.entry(bits));
        }
        mean += HuffmanTable.value(entry);
        coefficients[0][block] = mean * factors[0];
        int length = entry & 31;
        bits <<= length;
        count -= length;
        int k = 1;
        do {
            bits |= (long) EntropyData.LONGS.get(clean, at) >>> count;
            at += (63 - count) >> 3;
            count |= 56;
            long pair = pairs[(int) (bits >>> HuffmanTable.SHIFT)];
            int step = (int) (pair >> 16) & 255;
            int there = k + ((int) (pair >> 8) & 255);
            if (pair == 0 || (there >= LAST && step > 0)) {
                pair = HuffmanTable.alone(required(ac.entry(bits)));
                step = 0;
                there = k + ((int) (pair >> 8) & 255);
            }
            bits <<= (int) pair & 31;
            count -= (int) pair & 31;
            coefficients[places[there]][block] = (short) (pair >> 32) * factors[there];
            k = there + step;
            coefficients[places[k]][block] = (int) (pair >> 48) * factors[k];
            k++;
        } while (k < COEFFICIENTS);
        requireWhole(k);
        taken.bits = bits;
        taken.count = count;
        taken.at = at;
    }

    private void passOver(HuffmanTable dc, HuffmanTable ac) throws OddJpegException {
        EntropyData taken = data;
        int[] groups = ac.groups();
        byte[] clean = taken.clean;
        long bits = taken.bits;
        int count = taken.count;
        int at = taken.at;
        if (count < 32) {
            bits |= (long) EntropyData.LONGS.get(clean, at) >>> count;
            at += (63 - count) >> 3;
            count |= 56;
        }
        int entry = dc.entries[(int) (bits >>> HuffmanTable.SHIFT)];
        if (entry == 0) {
            entry = required(dc.entry(bits));
        }
        bits <<= entry & 31;
        count -= entry & 31;
        int k = 1;
        do {
            bits |= (long) EntropyData.LONGS.get(clean, at) >>> count;
            at += (63 - count) >> 3;
            count |= 56;
            int group = groups[(int) (bits >>> HuffmanTable.SHIFT)];
            int more = group >> 8;
            if (group == 0 || k + (more & 127) + (more >> 7) > COEFFICIENTS) {
                group = required(ac.entry(bits));
                more = (group >> 8 & 255) + 1;
            }
            bits <<= group & 31;
            count -= group & 31;
            k += more;
        } while (k < COEFFICIENTS);
        requireWhole(k);
        taken.bits = bits;
        taken.count = count;
        taken.at = at;
    }

    private static int required(int entry) throws OddJpegException {
        if (entry == 0) {
            throw new OddJpegException("a code that the table does not have");
        }
        return entry;
    }

    /** Past its end a block goes by the mark of an end only. */
    private static void requireWhole(int k) throws OddJpegException {
        if (k > COEFFICIENTS && k < HuffmanTable.END) {
            throw new OddJpegException("a block of more than 64 coefficients");
        }
    }
}
