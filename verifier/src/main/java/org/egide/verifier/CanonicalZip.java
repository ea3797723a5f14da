package org.egide.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The one ZIP file that holds given files: two equal sets of files give equal bytes.
 *
 * <p>Files sorted by name; every file stored, never deflated, because deflated bytes differ between zlib versions and
 * because a container that cannot expand cannot be a bomb; times fixed at 1980-01-01 00:00; no extra field, no
 * comment, no data descriptor, no folder entry, no gap. Reading accepts exactly these bytes and nothing else
 * (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). Errors: {@link Refused} with a {@code zip-} code.
 */
public final class CanonicalZip {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;
    private static final short VERSION = 10;
    private static final short DATE = 0x0021;

    private final Limits limits;

    public CanonicalZip(Limits limits) {
        this.limits = limits;
    }

    /** The bytes of the container with these files, by name. Names must be safe paths. */
    public byte[] write(SortedMap<String, byte[]> files) {
        for (String name : files.keySet()) {
            requireSafe(name);
        }
        requireCount(files.size());
        var out = new ByteArrayOutputStream(Math.toIntExact(requireSize(length(files))));
        try {
            emit(files, out);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory refused bytes", impossible);
        }
        return out.toByteArray();
    }

    /** The files of a container, by name; refuses any bytes that {@link #write} would not have made. */
    public SortedMap<String, byte[]> read(byte[] zip) {
        requireSize(zip.length);
        SortedMap<String, byte[]> files = localFiles(ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN));
        var comparison = new Comparison(zip);
        try {
            emit(files, comparison);
        } catch (IOException different) {
            throw new Refused(RefusalCode.ZIP_NOT_CANONICAL, String.valueOf(different.getMessage()), different);
        }
        if (comparison.position != zip.length) {
            throw new Refused(RefusalCode.ZIP_NOT_CANONICAL, "Something was appended to the container.");
        }
        return files;
    }

    private SortedMap<String, byte[]> localFiles(ByteBuffer in) {
        var files = new TreeMap<String, byte[]>();
        while (in.remaining() >= 4 && in.getInt(in.position()) == LOCAL) {
            requireCount(files.size() + 1);
            readLocal(in, files);
        }
        if (in.remaining() < END_LENGTH) {
            throw truncated();
        }
        if (files.isEmpty()) {
            throw new Refused(RefusalCode.ZIP_NOT_CANONICAL, "The container does not begin with a file.");
        }
        return files;
    }

    private static void readLocal(ByteBuffer in, SortedMap<String, byte[]> files) {
        if (in.remaining() < LOCAL_LENGTH) {
            throw truncated();
        }
        int start = in.position();
        if (in.getShort(start + 8) != 0) {
            throw new Refused(
                    RefusalCode.ZIP_COMPRESSED,
                    "The container holds a compressed file; packages store files as they are.");
        }
        long size = Integer.toUnsignedLong(in.getInt(start + 22));
        int nameLength = Short.toUnsignedInt(in.getShort(start + 26));
        int extraLength = Short.toUnsignedInt(in.getShort(start + 28));
        if (extraLength != 0) {
            throw new Refused(RefusalCode.ZIP_NOT_CANONICAL, "A file of the container carries extra fields.");
        }
        in.position(start + LOCAL_LENGTH);
        if (in.remaining() < nameLength + size) {
            throw truncated();
        }
        String name = new String(taken(in, nameLength), ISO_8859_1);
        requireSafe(name);
        if (files.put(name, taken(in, (int) size)) != null) {
            throw new Refused(RefusalCode.ZIP_DUPLICATE, "The container holds " + name + " twice.");
        }
    }

    private static byte[] taken(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static void requireSafe(String name) {
        if (!PackageLayout.isSafePath(name)) {
            throw new Refused(
                    RefusalCode.ZIP_NAME,
                    "The container holds an unsafe file name: " + PackageLayout.shown(name) + ".");
        }
    }

    private void requireCount(int entries) {
        if (entries > limits.entries()) {
            throw new Refused(
                    RefusalCode.ZIP_TOO_MANY_ENTRIES,
                    "The container holds more than "
                            + PackageLayout.counted(limits.entries(), "file", "files")
                            + ", the limit.");
        }
    }

    private long requireSize(long bytes) {
        if (bytes > limits.bytes()) {
            throw new Refused(
                    RefusalCode.FILE_TOO_LARGE,
                    "The container is larger than " + PackageLayout.counted(limits.bytes(), "byte", "bytes")
                            + ", the limit.");
        }
        return bytes;
    }

    private static Refused truncated() {
        return new Refused(RefusalCode.ZIP_TRUNCATED, "The container ends too early or its lengths are wrong.");
    }

    private static long length(SortedMap<String, byte[]> files) {
        long length = END_LENGTH;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            length += LOCAL_LENGTH + CENTRAL_LENGTH + 2L * file.getKey().length() + file.getValue().length;
        }
        return length;
    }

    private static void emit(SortedMap<String, byte[]> files, OutputStream out) throws IOException {
        List<byte[]> directory = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] name = file.getKey().getBytes(US_ASCII);
            byte[] content = file.getValue();
            byte[] common = common(name, content);
            out.write(record(4).putInt(LOCAL).array());
            out.write(common);
            out.write(name);
            out.write(content);
            directory.add(central(name, common, offset));
            offset += LOCAL_LENGTH + name.length + (long) content.length;
        }
        long directoryLength = 0;
        for (byte[] entry : directory) {
            out.write(entry);
            directoryLength += entry.length;
        }
        out.write(end(files.size(), directoryLength, offset));
    }

    /** The 26 bytes that a file's local header and its directory entry share, from version to extra length. */
    private static byte[] common(byte[] name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        return record(26)
                .putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) name.length)
                .putShort((short) 0)
                .array();
    }

    private static byte[] central(byte[] name, byte[] common, long offset) {
        return record(CENTRAL_LENGTH + name.length)
                .putInt(CENTRAL)
                .putShort(VERSION)
                .put(common)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt((int) offset)
                .put(name)
                .array();
    }

    private static byte[] end(int entries, long directoryLength, long directoryOffset) {
        return record(END_LENGTH)
                .putInt(END)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt((int) directoryLength)
                .putInt((int) directoryOffset)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer record(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Takes the bytes that should be there and fails at the first that is not. */
    private static final class Comparison extends OutputStream {
        private final byte[] found;
        private int position;

        Comparison(byte[] found) {
            this.found = found;
        }

        @Override
        public void write(int expected) throws IOException {
            write(new byte[] {(byte) expected}, 0, 1);
        }

        @Override
        public void write(byte[] expected, int from, int length) throws IOException {
            if (found.length - position < length) {
                throw new IOException("The container is shorter than its files need.");
            }
            int differs = Arrays.mismatch(expected, from, from + length, found, position, position + length);
            if (differs >= 0) {
                throw new IOException(
                        "The container departs from the only allowed form at byte " + (position + differs) + ".");
            }
            position += length;
        }
    }
}
