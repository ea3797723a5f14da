package org.egide.fingerprint.archive;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A file of records, one behind the other: four bytes of length, four of CRC-32C, the payload. */
final class RecordFile {

    /** More than the longest outcome; what claims to be longer is no record. */
    static final int LONGEST = 32 * 1024 * 1024;

    private static final int HEAD = 8;
    private static final int READ_AHEAD = 256 * 1024;

    /** Small: what a kill finds here is done again. */
    private static final int BUFFER = 32 * 1024;

    private RecordFile() {}

    private static int checksum(byte[] payload) {
        CRC32C sum = new CRC32C();
        sum.update(payload, 0, payload.length);
        return (int) sum.getValue();
    }

    /** Appends. What was appended is in the file after {@link #flush} and on the disk after {@link #force}. */
    static final class Writer implements Closeable {

        private final FileChannel file;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

        /** Goes on at this place; whatever the file holds behind it is cut off. */
        Writer(Path path, long from) throws IOException {
            this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            this.file.truncate(from);
            this.file.position(from);
        }

        void append(byte[] payload) throws IOException {
            if (payload.length == 0 || payload.length > LONGEST) {
                throw new IllegalArgumentException("a record has 1 to " + LONGEST + " bytes, not " + payload.length);
            }
            if (buffer.remaining() < HEAD + payload.length) {
                flush();
            }
            if (buffer.remaining() < HEAD + payload.length) {
                writeFully(ByteBuffer.allocate(HEAD + payload.length)
                        .putInt(payload.length)
                        .putInt(checksum(payload))
                        .put(payload)
                        .flip());
                return;
            }
            buffer.putInt(payload.length).putInt(checksum(payload)).put(payload);
        }

        void flush() throws IOException {
            writeFully(buffer.flip());
            buffer.clear();
        }

        void force() throws IOException {
            flush();
            file.force(false);
        }

        private void writeFully(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }

        /** Without flushing: after a failed write nothing more may be attempted. */
        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Reads up to the first record that is not whole. */
    static final class Reader implements Closeable {

        private final FileChannel file;
        private final DataInputStream in;
        private long position;
        private boolean torn;

        Reader(Path path, long from) throws IOException {
            this.file = FileChannel.open(path, StandardOpenOption.READ);
            this.file.position(from);
            this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), READ_AHEAD));
            this.position = from;
        }

        /** The next payload; empty at the end, and at the first record that is not whole. */
        Optional<byte[]> next() throws IOException {
            int first = torn ? -1 : in.read();
            if (first < 0) {
                return Optional.empty();
            }
            try {
                int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int sum = in.readInt();
                if (length > 0 && length <= LONGEST) {
                    byte[] payload = readFully(in, length);
                    if (checksum(payload) == sum) {
                        position += HEAD + length;
                        return Optional.of(payload);
                    }
                }
            } catch (EOFException end) { // Falls through: the last record was cut off.
            }
            torn = true;
            return Optional.empty();
        }

        /** Claims no memory for bytes that are not there. */
        private static byte[] readFully(InputStream in, int length) throws IOException {
            byte[] payload = in.readNBytes(length);
            if (payload.length < length) {
                throw new EOFException();
            }
            return payload;
        }

        /** The end of the last whole record. */
        long position() {
            return position;
        }

        /** Whether something that is no whole record followed. */
        boolean torn() {
            return torn;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
