package org.egide.fingerprint;

import java.util.Arrays;

/**
 * One Huffman table of a JPEG (ITU-T T.81, annexes C and F), made for speed: the leading bits of the data choose an entry
 * that already says what the code and the bits after it mean.
 *
 * <p>An entry is {@code value << 16 | run << 8 | length}: how many coefficients are zero before the value, and how many
 * bits code and value take together (1 to 31). The end of a block has a run of {@link #END}, and for a value how many bits
 * tell the number of blocks that end. 0 is no entry.
 */
final class HuffmanTable {

    /** Bits that choose an entry at once. */
    static final int AHEAD = 11;

    /** What brings the leading bits of 64 down to an index. */
    static final int SHIFT = 64 - AHEAD;

    /** The run of an end of block: longer than any block. */
    static final int END = 128;

    private static final int LONGEST = 16;
    private static final int SIZE = 1 << AHEAD;

    /** What a table stands for that the file has not defined: it has no codes. */
    private static final HuffmanTable UNDEFINED = new HuffmanTable(new int[LONGEST], new int[0]);

    /** For one code and its value, where both fit. */
    final int[] entries = new int[SIZE];

    private final int[] symbols;
    private final int[] last = new int[LONGEST + 1];
    private final int[] offsets = new int[LONGEST + 1];
    /** For the leading bits {@code symbol << 8 | length of its code}, where it fits. */
    private final int[] codes = new int[SIZE];

    private long[] pairs = new long[0];
    private int[] groups = new int[0];

    /**
     * A table as a file defines it.
     *
     * @param counts codes of 1 to 16 bits
     * @param symbols what they mean, in rising order of codes
     * @throws OddJpegException if there are more codes than that many bits can tell apart
     */
    static HuffmanTable of(int[] counts, int[] symbols) throws OddJpegException {
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code += counts[length - 1];
            if (code > 1 << length) {
                throw new OddJpegException("a Huffman table with too many codes");
            }
            code <<= 1;
        }
        return new HuffmanTable(counts, symbols);
    }

    static HuffmanTable undefined() {
        return UNDEFINED;
    }

    private HuffmanTable(int[] counts, int[] symbols) {
        this.symbols = symbols;
        int code = 0;
        int first = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offsets[length] = first - code;
            for (int i = 0; i < counts[length - 1]; i++) {
                if (length <= AHEAD) {
                    int from = code << (AHEAD - length);
                    Arrays.fill(codes, from, from + (1 << (AHEAD - length)), symbols[first] << 8 | length);
                }
                code++;
                first++;
            }
            last[length] = code - 1;
            code <<= 1;
        }
        for (int leading = 0; leading < SIZE; leading++) {
            int found = codes[leading];
            if (found != 0) {
                int entry = entry((long) leading << SHIFT, found);
                entries[leading] = (entry & 31) <= AHEAD ? entry : 0;
            }
        }
    }

    /** The entry for the code that these 64 bits start with, however long; 0 if there is none. */
    int entry(long bits) {
        for (int length = 1; length <= LONGEST; length++) {
            int code = (int) (bits >>> (64 - length));
            if (code <= last[length]) {
                return entry(bits, symbols[offsets[length] + code] << 8 | length);
            }
        }
        return 0;
    }

    private static int entry(long bits, int found) {
        int length = found & 255;
        int size = found >> 8 & 15;
        int run = found >> 12;
        if (size == 0) {
            return run == 15 ? 15 << 8 | length : run << 16 | END << 8 | length;
        }
        int value = (int) (bits << length >>> (64 - size));
        if (value < 1 << (size - 1)) {
            value += 1 - (1 << size);
        }
        return value << 16 | run << 8 | (length + size);
    }

    /** The value of an entry, or the bits that tell how many blocks end. */
    static int value(int entry) {
        return entry >> 16;
    }

    /**
     * For one or two codes and their values, where they fit: {@code second value << 48 | first value << 32 | step << 16 | run
     * << 8 | length}. The step leads from the first to the second; where there is but one, it is 0 and the values are the
     * same, so that one number is set at one place twice. 0 is no entry.
     */
    long[] pairs() {
        if (pairs.length == 0) {
            pairs = new long[SIZE];
            for (int leading = 0; leading < SIZE; leading++) {
                pairs[leading] = pair(leading);
            }
        }
        return pairs;
    }

    private long pair(int leading) {
        int first = entries[leading];
        int length = first & 31;
        if (first == 0 || (first >> 8 & 255) == END || length == AHEAD) {
            return alone(first);
        }
        int second = entries[leading << length & (SIZE - 1)];
        int both = length + (second & 31);
        if (second == 0 || both > AHEAD) {
            return alone(first);
        }
        long step = (second >> 8 & 255) + 1L;
        return (long) (second >> 16) << 48 | (first >> 16 & 0xFFFFL) << 32 | step << 16 | (first & 0xFF00) | both;
    }

    /** One entry in the form of two. */
    static long alone(int entry) {
        long value = entry >> 16;
        return value << 48 | (value & 0xFFFF) << 32 | (entry & 0xFFFF);
    }

    /**
     * For as many whole codes as fit up to the end of a block: {@code coefficients << 8 | length}, with {@link #END}
     * added to the coefficients where a block ends. For those who pass over a block. 0 is no entry.
     */
    int[] groups() {
        if (groups.length == 0) {
            groups = new int[SIZE];
            for (int leading = 0; leading < SIZE; leading++) {
                groups[leading] = group(leading);
            }
        }
        return groups;
    }

    private int group(int leading) {
        int taken = 0;
        int coefficients = 0;
        while (taken < AHEAD && coefficients < END) {
            int found = codes[leading << taken & (SIZE - 1)];
            int length = found & 255;
            if (found == 0 || taken + length > AHEAD) {
                break;
            }
            int size = found >> 8 & 15;
            int run = found >> 12;
            coefficients += size == 0 && run != 15 ? END : run + 1;
            taken += length + size;
        }
        // More than one block holds cannot be passed over at once.
        return coefficients % END >= 64 ? 0 : coefficients << 8 | taken;
    }
}
