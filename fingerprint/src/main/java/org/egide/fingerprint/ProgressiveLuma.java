package org.egide.fingerprint;

import java.util.Arrays;

/**
 * The luma of progressive scans (ITU-T T.81, annex G): coefficients are gathered over all of them, 2 bytes each. Scans of other
 * components alone never come here; in mixed ones their means are passed over.
 */
final class ProgressiveLuma {

    private static final int COEFFICIENTS = 64;
    private static final int UNKNOWN = -1;

    private final JpegFrame frame;
    private final short[] coefficients;
    private final int[] reached = new int[COEFFICIENTS];
    private int mean;
    private int ended;

    ProgressiveLuma(JpegFrame frame) {
        this.frame = frame;
        this.coefficients = new short[Math.multiplyExact(frame.blocksAcross() * COEFFICIENTS, frame.blocksDown())];
        Arrays.fill(reached, UNKNOWN);
    }

    /** Takes in one scan. */
    void take(JpegPass pass, EntropyData data) throws OddJpegException {
        follow(pass);
        int across = pass.interleaved() ? frame.unitsAcross() : frame.usedAcross();
        int down = pass.interleaved() ? frame.unitsDown() : frame.usedDown();
        int left = pass.restarts();
        mean = 0;
        ended = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (pass.restarts() > 0 && left-- == 0) {
                    data.restart();
                    mean = 0;
                    ended = 0;
                    left = pass.restarts() - 1;
                }
                if (pass.interleaved()) {
                    unit(pass, data, x, y);
                } else {
                    block(pass, data, place(y, x));
                }
                data.requireNoMoreThanThereIs();
            }
        }
    }

    /** Each bit of a coefficient comes once, the higher ones first. */
    private void follow(JpegPass pass) throws OddJpegException {
        boolean means = pass.first() == 0;
        if (means ? pass.last() != 0 : pass.interleaved() || pass.last() < pass.first()) {
            throw new OddJpegException("a scan of means and other coefficients");
        }
        for (int k = pass.first(); k <= pass.last(); k++) {
            boolean follows = pass.high() == 0
                    ? reached[k] == UNKNOWN
                    : reached[k] == pass.high() && pass.low() == pass.high() - 1;
            if (!follows || (!means && reached[0] == UNKNOWN)) {
                throw new OddJpegException("scans in an order that makes no sense");
            }
            reached[k] = pass.low();
        }
    }

    private int place(int row, int column) {
        return (row * frame.blocksAcross() + column) * COEFFICIENTS;
    }

    private void unit(JpegPass pass, EntropyData data, int x, int y) throws OddJpegException {
        for (int i = 0; i < pass.components().length; i++) {
            int component = pass.components()[i];
            int across = frame.across()[component];
            int down = frame.down()[component];
            for (int block = 0; block < across * down; block++) {
                if (component == JpegFrame.LUMA) {
                    mean(pass, pass.dc()[i], data, place(y * down + block / across, x * across + block % across));
                } else if (pass.high() == 0) {
                    code(pass.dc()[i], data);
                } else {
                    data.take(1);
                }
            }
        }
    }

    private void block(JpegPass pass, EntropyData data, int place) throws OddJpegException {
        if (pass.first() == 0) {
            mean(pass, pass.dc()[0], data, place);
        } else if (pass.high() == 0) {
            first(pass, data, place);
        } else {
            refine(pass, data, place);
        }
    }

    private void mean(JpegPass pass, HuffmanTable table, EntropyData data, int place) throws OddJpegException {
        if (pass.high() == 0) {
            mean += HuffmanTable.value(code(table, data));
            coefficients[place] = (short) (mean << pass.low());
        } else {
            coefficients[place] |= (short) (data.take(1) << pass.low());
        }
    }

    /** The entry of the next code, whose bits are taken, those of its value too. */
    private static int code(HuffmanTable table, EntropyData data) throws OddJpegException {
        if (data.count < 32) {
            data.load();
        }
        int entry = table.entries[(int) (data.bits >>> HuffmanTable.SHIFT)];
        if (entry == 0) {
            entry = table.entry(data.bits);
            if (entry == 0) {
                throw new OddJpegException("a code that the table does not have");
            }
        }
        data.skip(entry & 31);
        return entry;
    }

    private void first(JpegPass pass, EntropyData data, int place) throws OddJpegException {
        if (ended > 0) {
            ended--;
            return;
        }
        HuffmanTable table = pass.ac()[0];
        int k = pass.first();
        while (k <= pass.last()) {
            int entry = code(table, data);
            int run = entry >> 8 & 255;
            if (run == HuffmanTable.END) {
                ended = ending(entry, data) - 1;
                return;
            }
            k += run;
            if (k > pass.last()) {
                throw new OddJpegException("a run beyond the block");
            }
            coefficients[place + k] = (short) ((entry >> 16) << pass.low());
            k++;
        }
    }

    /** How many blocks end here, this one included. */
    private static int ending(int entry, EntropyData data) {
        int size = entry >> 16;
        return (1 << size) + data.take(size);
    }

    private void refine(JpegPass pass, EntropyData data, int place) throws OddJpegException {
        int end = place + pass.last();
        int at = place + pass.first();
        short more = (short) (1 << pass.low());
        while (ended == 0 && at <= end) {
            int entry = code(pass.ac()[0], data);
            int run = entry >> 8 & 255;
            int sign = entry >> 16;
            if (run == HuffmanTable.END) {
                ended = ending(entry, data);
                break;
            }
            if (sign < -1 || sign > 1) {
                throw new OddJpegException("a refinement of more than one bit");
            }
            at = refined(data, at, end, run, more);
            if (at <= end) {
                coefficients[at] = (short) (sign * more);
            } else if (sign != 0) {
                throw new OddJpegException("a run beyond the block");
            }
            at++;
        }
        if (ended > 0) {
            refined(data, at, end, Integer.MAX_VALUE, more);
            ended--;
        }
    }

    /** Refines what is not zero until so many zeros were passed and one more is found: its place, or one past the end. */
    private int refined(EntropyData data, int from, int end, int zeros, short more) {
        int left = zeros;
        for (int at = from; at <= end; at++) {
            short value = coefficients[at];
            if (value == 0) {
                if (left-- == 0) {
                    return at;
                }
            } else if (data.take(1) == 1 && (Math.abs(value) & more) == 0) {
                coefficients[at] = (short) (value < 0 ? value - more : value + more);
            }
        }
        return end + 1;
    }

    /** Hands all blocks on, when every bit of every coefficient has come. */
    void finish(LumaBlocks blocks, int[] steps) throws OddJpegException {
        for (int low : reached) {
            if (low != 0) {
                throw new OddJpegException("a progressive picture that is not complete");
            }
        }
        for (int row = 0; row < frame.usedDown(); row++) {
            for (int column = 0; column < frame.usedAcross(); column++) {
                int block = blocks.next(row, column);
                int place = place(row, column);
                for (int k = 0; k < COEFFICIENTS; k++) {
                    int value = coefficients[place + k];
                    if (value != 0) {
                        blocks.coefficients[LumaBlocks.PLACES[k]][block] = value * steps[k];
                    }
                }
            }
        }
    }
}
