package org.egide.fingerprint;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file form of an index. All numbers have the least significant byte first.
 *
 * <pre>
 * file     magic (8 bytes), version (4), parts (4), length of the file (8), checksum of these 24 bytes (4), zero (4)
 * part     rows (4), checksum of block and withdrawals (4), block as in {@link Segment}, withdrawals (one bit a row,
 *          whole words of 8 bytes)
 * </pre>
 *
 * The checksums are CRC-32C: they find what was torn or damaged, not what somebody changed on purpose.
 */
final class Snapshot {

    private static final long MAGIC = 0x314e444945444745L; // EGDEIDN1
    private static final int VERSION = 1;
    private static final int HEAD = 32;
    private static final int PART = 8;
    private static final long STEP = 1 << 24;

    private final FileChannel file;

    private Snapshot(FileChannel file) {
        this.file = file;
    }

    /** Writes beside the file and moves into its place, so that a reader finds the old one or the new one. */
    static void write(Path path, List<Segment> segments) throws IOException {
        Path beside = Files.createTempFile(path.toAbsolutePath().getParent(), ".index", ".part");
        try {
            try (FileChannel file = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                new Snapshot(file).parts(segments);
                file.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void parts(List<Segment> segments) throws IOException {
        long length = HEAD;
        for (Segment segment : segments) {
            length += PART + segment.block().byteSize() + 8L * words(segment.rows());
        }
        ByteBuffer head = buffer(HEAD)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(segments.size())
                .putLong(length);
        head.putInt(checksum(head)).putInt(0);
        send(head.flip());
        for (Segment segment : segments) {
            ByteBuffer withdrawn = withdrawn(segment);
            CRC32C checksum = new CRC32C();
            for (ByteBuffer step : steps(segment.block())) {
                checksum.update(step);
            }
            checksum.update(withdrawn.duplicate());
            send(buffer(PART)
                    .putInt(segment.rows())
                    .putInt((int) checksum.getValue())
                    .flip());
            for (ByteBuffer step : steps(segment.block())) {
                send(step);
            }
            send(withdrawn);
        }
    }

    /**
     * What was written.
     *
     * @throws SnapshotRefusedException when it is no snapshot, or not a whole one
     */
    static List<Segment> read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new Snapshot(file).parts(path);
        } catch (EOFException shorter) {
            throw new SnapshotRefusedException(path, "it ends too early");
        }
    }

    private List<Segment> parts(Path path) throws IOException {
        ByteBuffer head = receive(buffer(HEAD));
        if (head.getLong() != MAGIC) {
            throw new SnapshotRefusedException(path, "it is no snapshot of an index");
        }
        int version = head.getInt();
        if (version != VERSION) {
            throw new SnapshotRefusedException(
                    path, "it has version " + version + ", and only " + VERSION + " is read");
        }
        int parts = head.getInt();
        long length = head.getLong();
        if (head.getInt() != checksum(head.duplicate().position(HEAD - 8))) {
            throw new SnapshotRefusedException(path, "its head is damaged");
        }
        if (length != file.size()) {
            throw new SnapshotRefusedException(path, "it has " + file.size() + " bytes where its head says " + length);
        }
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            segments.add(part(path));
        }
        return segments;
    }

    private Segment part(Path path) throws IOException {
        ByteBuffer head = receive(buffer(PART));
        int rows = head.getInt();
        int expected = head.getInt();
        if (rows < 0 || rows > Segment.MOST_ROWS || Segment.bytes(rows) > file.size() - file.position()) {
            throw new SnapshotRefusedException(path, "a part says that it has " + rows + " rows");
        }
        MemorySegment block = Arena.ofAuto().allocate(Segment.bytes(rows), 64);
        CRC32C checksum = new CRC32C();
        for (ByteBuffer step : steps(block)) {
            checksum.update(receive(step));
        }
        ByteBuffer bits = receive(buffer(8 * words(rows)));
        checksum.update(bits.duplicate());
        if ((int) checksum.getValue() != expected) {
            throw new SnapshotRefusedException(path, "its checksum is wrong, so it was torn or damaged");
        }
        Withdrawn withdrawn = new Withdrawn(rows);
        for (int row = 0; row < rows; row++) {
            if ((bits.get(row >>> 3) >>> (row & 7) & 1) != 0) {
                withdrawn.add(row);
            }
        }
        return new Segment(block, rows, withdrawn);
    }

    private static ByteBuffer withdrawn(Segment segment) {
        ByteBuffer bits = buffer(8 * words(segment.rows()));
        for (int row = 0; row < segment.rows(); row++) {
            if (segment.withdrawn().has(row)) {
                bits.put(row >>> 3, (byte) (bits.get(row >>> 3) | 1 << (row & 7)));
            }
        }
        return bits;
    }

    private static int words(int rows) {
        return (rows + 63) >>> 6;
    }

    private static List<ByteBuffer> steps(MemorySegment block) {
        List<ByteBuffer> steps = new ArrayList<>();
        for (long from = 0; from < block.byteSize(); from += STEP) {
            steps.add(
                    block.asSlice(from, Math.min(STEP, block.byteSize() - from)).asByteBuffer());
        }
        return steps;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Of what comes before the buffer's position. */
    private static int checksum(ByteBuffer buffer) {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.duplicate().flip());
        return (int) checksum.getValue();
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Fills the buffer and turns it, ready to be read. */
    private ByteBuffer receive(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }
}
