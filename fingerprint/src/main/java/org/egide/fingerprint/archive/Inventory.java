package org.egide.fingerprint.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that the walk saw, on disk, ordered by the bytes of the path. It is made once for a scan and does not
 * change: so a scan that goes on after a kill knows what is left, and what vanished meanwhile.
 */
final class Inventory implements Closeable {

    private static final int FIXED = 1 + Long.BYTES + Long.BYTES;

    /**
     * One thing that the walk saw.
     *
     * @param path where
     * @param skip why it will not be read, if that was plain at once
     * @param size in bytes
     * @param modified milliseconds since 1970
     */
    record Entry(ArchivePath path, Optional<Skip> skip, long size, long modified) {

        static Entry file(ArchivePath path, long size, long modified) {
            return new Entry(path, Optional.empty(), size, modified);
        }

        static Entry skipped(ArchivePath path, Skip skip) {
            return new Entry(path, Optional.of(skip), 0, 0);
        }

        byte[] payload() {
            byte[] bytes = path.bytes();
            return ByteBuffer.allocate(FIXED + bytes.length)
                    .put((byte) (skip.isEmpty() ? 0 : skip.get().ordinal() + 1))
                    .putLong(size)
                    .putLong(modified)
                    .put(bytes)
                    .array();
        }

        static Entry of(byte[] payload) {
            ByteBuffer in = ByteBuffer.wrap(payload);
            byte kind = in.get();
            long size = in.getLong();
            long modified = in.getLong();
            byte[] path = new byte[in.remaining()];
            in.get(path);
            Optional<Skip> skip = kind == 0 ? Optional.empty() : Optional.of(Skip.at(kind - 1));
            return new Entry(new ArchivePath(path), skip, size, modified);
        }
    }

    private final RecordFile.Reader records;
    private final long count;
    private long read;

    /** Opens it; the first record is the count. */
    Inventory(Path file) throws IOException, ScanStopped {
        this.records = new RecordFile.Reader(file, 0);
        this.count = ByteBuffer.wrap(
                        records.next().filter(p -> p.length == Long.BYTES).orElseThrow(Inventory::damaged))
                .getLong();
    }

    private static ScanStopped damaged() {
        return new ScanStopped(
                ScanStopped.Reason.DAMAGED,
                "the inventory of this scan is damaged; begin a new scan with another --out");
    }

    /** How many entries there are. */
    long count() {
        return count;
    }

    /** The next entry, empty behind the last one. */
    Optional<Entry> next() throws IOException, ScanStopped {
        if (read == count) {
            return Optional.empty();
        }
        read++;
        return Optional.of(Entry.of(records.next().orElseThrow(Inventory::damaged)));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
