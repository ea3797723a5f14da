package org.egide.fingerprint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the byte that begins every mark of a JPEG, eight bytes at a time. */
final class MarkSearch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private MarkSearch() {}

    /** The place of the next byte 0xFF, or the end if there is none before it. */
    static int next(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long eight = (long) LONGS.get(bytes, at);
            // In the inverse a byte 0xFF is 0, and only a borrow from 0 sets a top bit that was not set.
            long found = (~eight - ONES) & eight & TOPS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != -1) {
            at++;
        }
        return at;
    }
}
