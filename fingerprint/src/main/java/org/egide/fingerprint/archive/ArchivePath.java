package org.egide.fingerprint.archive;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A path below the scanned folder, as the bytes that the file system gave: names need not be text.
 *
 * <p>Ordered by bytes, unsigned. Shown as {@code ./folder/name} on one line, from which the bytes can be read back:
 * what is not UTF-8 and what does not show (control and format characters, line ends) is written {@code \xHH} for each
 * byte, a backslash twice. It begins with a dot, so no spreadsheet takes it for a formula.
 */
final class ArchivePath implements Comparable<ArchivePath> {

    static final ArchivePath ROOT = new ArchivePath(new byte[0]);

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    ArchivePath(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The path of something that was listed in this folder. */
    ArchivePath child(Path listed) {
        byte[] name = name(listed);
        byte[] child = Arrays.copyOf(bytes, bytes.length + (bytes.length == 0 ? 0 : 1) + name.length);
        if (bytes.length > 0) {
            child[bytes.length] = '/';
        }
        System.arraycopy(name, 0, child, child.length - name.length, name.length);
        return new ArchivePath(child);
    }

    /** The text of a path may have lost bytes, its address has not. */
    private static byte[] name(Path listed) {
        String text = String.valueOf(listed.getFileName());
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        String address = listed.toUri().getRawPath();
        int end = address.endsWith("/") ? address.length() - 1 : address.length();
        return unescaped(address.substring(address.lastIndexOf('/', end - 1) + 1, end));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] unescaped(String escaped) {
        ByteBuffer name = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                name.put((byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else {
                name.put((byte) escaped.charAt(i));
            }
        }
        return Arrays.copyOf(name.array(), name.position());
    }

    /** Where it lies, for a scanned folder whose address ends with a slash. */
    Path below(Path root, URI rootAddress) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return isAscii(text) ? root.resolve(text) : Path.of(URI.create(rootAddress + escaped()));
    }

    private String escaped() {
        StringBuilder address = new StringBuilder(bytes.length * 3);
        for (byte unit : bytes) {
            boolean plain = unit == '/' || unit == '.' || unit == '-' || Character.isLetterOrDigit(unit);
            if (plain) {
                address.append((char) unit);
            } else {
                address.append('%').append(HEX.toHexDigits(unit));
            }
        }
        return address.toString();
    }

    /** For people and tables; see the class. */
    String shown() {
        return "./" + shown(bytes);
    }

    static String shown(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        StringBuilder shown = new StringBuilder(bytes.length);
        CoderResult result;
        do {
            result = decoder.decode(in, out, true);
            out.flip().codePoints().forEach(point -> append(shown, point));
            out.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                escape(shown, in.get());
            }
            decoder.reset();
        } while (in.hasRemaining() || result.isError());
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        if (point == '\\') {
            shown.append("\\\\");
        } else if (isShown(point)) {
            shown.appendCodePoint(point);
        } else {
            for (byte unit : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                escape(shown, unit);
            }
        }
    }

    private static boolean isShown(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED;
    }

    private static void escape(StringBuilder shown, byte unit) {
        shown.append("\\x").append(HEX.toHexDigits(unit));
    }

    @Override
    public int compareTo(ArchivePath other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArchivePath path && Arrays.equals(bytes, path.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return shown();
    }
}
