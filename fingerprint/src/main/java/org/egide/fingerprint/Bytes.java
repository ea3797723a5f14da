package org.egide.fingerprint;

import org.egide.fingerprint.Refusal.Reason;

/** A file's bytes, read with bounds: whoever reads past the end learns that the file is cut short. */
final class Bytes {

    private final byte[] bytes;
    private final boolean bigEndian;

    Bytes(byte[] bytes, boolean bigEndian) {
        this.bytes = bytes;
        this.bigEndian = bigEndian;
    }

    /** Bytes that will only be handed on. */
    static Bytes of(byte[] bytes) {
        return new Bytes(bytes, true);
    }

    int length() {
        return bytes.length;
    }

    byte[] array() {
        return bytes;
    }

    /** The place as an index, if that many bytes are there. */
    int require(long at, long count) throws RefusedException {
        if (at < 0 || count < 0 || at + count > bytes.length) {
            throw new RefusedException(Reason.TRUNCATED, "the file ends before its structure does");
        }
        return (int) at;
    }

    int u8(long at) throws RefusedException {
        return bytes[require(at, 1)] & 255;
    }

    int u16(long at) throws RefusedException {
        int i = require(at, 2);
        int first = bytes[i] & 255;
        int second = bytes[i + 1] & 255;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    long u32(long at) throws RefusedException {
        require(at, 4);
        long first = u16(at);
        long second = u16(at + 2);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    int u24Little(long at) throws RefusedException {
        require(at, 3);
        return u8(at) | u8(at + 1) << 8 | u8(at + 2) << 16;
    }

    boolean is(long at, String mark) {
        if (at < 0 || at + mark.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if ((bytes[(int) at + i] & 255) != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
