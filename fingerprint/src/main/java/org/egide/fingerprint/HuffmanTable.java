package org.egide.fingerprint;

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

    /** For one code and its value, where both fit. */
    final int[] entries = new int[1 << AHEAD];

    /**
     * For as many whole codes as fit up to the end of a block: {@code coefficients << 8 | length}, with {@link #END}
     * added to the coefficients where a block ends. For those who pass over a block.
     */
    final int[] passes = new int[1 << AHEAD];

    private final int[] symbols;
    private final int[] last = new int[LONGEST + 2];
    private final int[] offsets = new int[LONGEST + 1];

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

    /** A table that the file has not defined: it has no codes. */
    static HuffmanTable undefined() {
        return new HuffmanTable(new int[LONGEST], new int[0]);
    }

    private HuffmanTable(int[] counts, int[] symbols) {
        this.symbols = symbols;
        int code = 0;
        int first = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = counts[length - 1];
            offsets[length] = first - code;
            code += count;
            first += count;
            last[length] = code - 1;
            code <<= 1;
        }
        for (int leading = 0; leading < entries.length; leading++) {
            int entry = entry((long) leading << SHIFT);
            entries[leading] = (entry & 31) <= AHEAD ? entry : 0;
        }
        for (int leading = 0; leading < passes.length; leading++) {
            passes[leading] = pass(leading);
        }
    }

    /** The entry for the code that these 64 bits start with, however long; 0 if there is none. */
    int entry(long bits) {
        int found = found(bits);
        if (found == 0) {
            return 0;
        }
        int symbol = found >> 8;
        int length = found & 255;
        int size = symbol & 15;
        int run = symbol >> 4;
        if (size == 0) {
            return run == 15 ? 15 << 8 | length : run << 16 | END << 8 | length;
        }
        int value = (int) (bits << length >>> 64 - size);
        if (value < 1 << size - 1) {
            value += 1 - (1 << size);
        }
        return value << 16 | run << 8 | length + size;
    }

    /** The value of an entry, or the bits that tell how many blocks end. */
    static int value(int entry) {
        return entry >> 16;
    }

    /** The symbol alone: {@code symbol << 8 | length of its code}; 0 if there is none. */
    int found(long bits) {
        for (int length = 1; length <= LONGEST; length++) {
            int code = (int) (bits >>> 64 - length);
            if (code <= last[length]) {
                return symbols[offsets[length] + code] << 8 | length;
            }
        }
        return 0;
    }

    private int pass(int leading) {
        int taken = 0;
        int coefficients = 0;
        while (taken < AHEAD && coefficients < END) {
            int found = found((long) leading << SHIFT + taken);
            int length = found & 255;
            if (found == 0 || taken + length > AHEAD) {
                break;
            }
            int symbol = found >> 8;
            int run = symbol >> 4;
            boolean ends = (symbol & 15) == 0 && run != 15;
            coefficients += ends ? END : run + 1;
            taken += length + (symbol & 15);
        }
        // More than one block holds cannot be passed over at once.
        return coefficients >= 64 && coefficients < END || coefficients >= END + 64 ? 0 : coefficients << 8 | taken;
    }
}
