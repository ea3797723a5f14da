package org.egide.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys of one row as bytes: for each the id of its epoch (16), its length (1) and the key wrapped under that epoch's key. */
record WrappedKey(UUID epoch, byte[] key) {
    private static final int HEAD = 16 + 1;

    static byte[] write(List<DataKey> keys) {
        var size = keys.stream().mapToInt(key -> HEAD + key.wrapped().length).sum();
        var bytes = ByteBuffer.allocate(size);
        for (var key : keys) {
            bytes.putLong(key.epoch().getMostSignificantBits())
                    .putLong(key.epoch().getLeastSignificantBits())
                    .put((byte) key.wrapped().length)
                    .put(key.wrapped());
        }
        return bytes.array();
    }

    /** The key in that place, counted from 0; empty when the row was erased. */
    static Optional<WrappedKey> read(byte[] row, int place) {
        var bytes = ByteBuffer.wrap(row);
        for (var at = 0; bytes.remaining() >= HEAD; at++) {
            var epoch = new UUID(bytes.getLong(), bytes.getLong());
            var length = bytes.get() & 0xff;
            if (at == place) {
                return Optional.of(
                        new WrappedKey(epoch, Arrays.copyOfRange(row, bytes.position(), bytes.position() + length)));
            }
            bytes.position(bytes.position() + length);
        }
        return Optional.empty();
    }
}
