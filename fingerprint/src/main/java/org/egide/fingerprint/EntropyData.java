package org.egide.fingerprint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded data of one pass of a JPEG, a restart interval at a time, without the bytes stuffed into it.
 *
 * <p>Who decodes takes {@link #bits}, {@link #count} and {@link #at} into variables of its own and gives them back after a
 * block. Behind the data lie zeros enough for the longest group of blocks, so bounds are checked once a group.
 */
final class EntropyData {

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Ten blocks, each of 64 codes with 31 bits. */
    private static final int PADDING = 10 * 64 * 4 + 16;

    private final byte[] file;
    private int next;
    private int restarts;
    private int end;

    /** The data of the interval, padded. */
    final byte[] clean;

    /** The next bits, the first of them leading. */
    long bits;

    /** How many of {@link #bits} count at least. */
    int count;

    /** Place in {@link #clean} of the bytes to be loaded next. */
    int at;

    /** Data that start at this place of the file; the room is as large as {@link #room} says. */
    EntropyData(byte[] file, int from, byte[] room) {
        this.file = file;
        this.next = from;
        this.clean = room;
        interval();
    }

    /** How much room the data of a file need. */
    static int room(int bytes) {
        return bytes + PADDING;
    }

    /** Goes on to the next restart interval, which must carry the next number. */
    void restart() throws OddJpegException {
        if (next + 1 >= file.length || (file[next + 1] & 255) != 0xD0 + (restarts & 7)) {
            throw new OddJpegException("a restart mark that does not follow");
        }
        restarts++;
        next += 2;
        interval();
    }

    private void interval() {
        int to = 0;
        int from = next;
        while (true) {
            int mark = MarkSearch.next(file, from, file.length - 1);
            System.arraycopy(file, from, clean, to, mark - from);
            to += mark - from;
            from = mark;
            if (mark >= file.length - 1 || file[mark + 1] != 0) {
                break;
            }
            clean[to++] = -1;
            from += 2;
        }
        next = from;
        end = to;
        Arrays.fill(clean, to, to + PADDING, (byte) 0);
        bits = 0;
        count = 0;
        at = 0;
    }

    /** Where in the file the interval ends. */
    int next() {
        return next;
    }

    /** Fills {@link #bits} up to at least 56. */
    void load() {
        bits |= (long) LONGS.get(clean, at) >>> count;
        at += (63 - count) >> 3;
        count |= 56;
    }

    /** This many bits, at most 32. */
    int take(int number) {
        if (number == 0) {
            return 0;
        }
        if (count < 32) {
            load();
        }
        int taken = (int) (bits >>> (64 - number));
        skip(number);
        return taken;
    }

    void skip(int number) {
        bits <<= number;
        count -= number;
    }

    /** Whoever took more than there was is told so. */
    void requireNoMoreThanThereIs() throws OddJpegException {
        if (8L * at - count > 8L * end) {
            throw new OddJpegException("data that end early");
        }
    }
}
