package org.egide.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.egide.platform.Refusal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;

/**
 * The parts of a multipart body (RFC 2046, RFC 7578), read one after the other in constant memory; nothing touches the disk in
 * clear. A delimiter is a whole line: bytes that only begin like one belong to the part, because a file cut short is evidence
 * lost. Every way in which a body can be broken is refused as {@code broken-multipart} or, within a part, {@code broken-upload}.
 */
final class Parts {
    private static final int MOST = 10;
    private static final int LARGEST_HEADER = 4 * 1024;
    private static final int LONGEST_BOUNDARY = 200;
    private static final int LONGEST_PADDING = 64;
    private static final int BUFFER = 64 * 1024;
    private static final byte[] LINE = {'\r', '\n'};

    private final InputStream source;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private boolean ended;
    private boolean last;
    private int count;

    private Parts(String boundary, InputStream source) {
        this.source = source;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        // The first delimiter has no line before it; with one, all are alike.
        System.arraycopy(LINE, 0, buffer, 0, LINE.length);
        this.end = LINE.length;
    }

    /** One part: its field, the file name that the sender gave, and its bytes, to be read before the next part is asked for. */
    record Part(String field, Optional<String> fileName, InputStream stream) {
        /** The text of a short field. */
        String text() {
            try {
                return new String(stream.readNBytes(256), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw brokenOff();
            }
        }
    }

    static boolean isMultipart(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    static Parts of(String contentType, InputStream body) {
        return new Parts(boundary(contentType), body);
    }

    private static String boundary(String contentType) {
        try {
            var boundary = Optional.ofNullable(
                            MediaType.parseMediaType(contentType).getParameter("boundary"))
                    .orElse("")
                    .replace("\"", "");
            if (boundary.isBlank() || boundary.length() > LONGEST_BOUNDARY) {
                throw broken();
            }
            return boundary;
        } catch (IllegalArgumentException e) {
            throw broken();
        }
    }

    /** A body that begins with its boundary and whose header does not say so. */
    static Parts of(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, LONGEST_BOUNDARY + 4), StandardCharsets.ISO_8859_1);
        var lineEnd = text.indexOf('\r');
        if (!text.startsWith("--") || lineEnd < 3) {
            throw broken();
        }
        return new Parts(text.substring(2, lineEnd), new ByteArrayInputStream(body));
    }

    /** The bytes of the part named {@code file}. Refuses {@code no-file}. */
    static InputStream firstFile(Parts parts) {
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().field().equals("file")) {
                return part.get().stream();
            }
        }
        throw Refusal.because("no-file", "The multipart body has no part named file.");
    }

    /** A body that is a file by itself, read so that a sender who breaks off is refused and not taken for a failing disk. */
    static InputStream unbroken(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                try {
                    return super.read(bytes, offset, length);
                } catch (IOException e) {
                    throw brokenOff();
                }
            }
        };
    }

    /** The next part, or nothing after the last. What is left of the part before is skipped. */
    Optional<Part> next() {
        if (last) {
            return Optional.empty();
        }
        skipOwn();
        passDelimiter();
        count++;
        if (last) {
            return Optional.empty();
        }
        if (count > MOST) {
            throw broken();
        }
        return Optional.of(part(header()));
    }

    private void skipOwn() {
        try {
            for (var own = own(); own > 0; own = own()) {
                start += own;
            }
        } catch (Refusal e) {
            // Before the first part there is nothing that could break off.
            throw count == 0 ? broken() : e;
        }
    }

    private void passDelimiter() {
        var after = start + delimiter.length;
        last = isAt(after, "--");
        start = last ? end : afterLine(after);
    }

    private String header() {
        var text = new ByteArrayOutputStream();
        while (!endsHeader(text)) {
            if (start == end) {
                refill();
            }
            if (start == end || text.size() >= LARGEST_HEADER) {
                throw broken();
            }
            text.write(buffer[start++]);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static boolean endsHeader(ByteArrayOutputStream text) {
        var bytes = text.toByteArray();
        var size = bytes.length;
        return size >= 4
                && bytes[size - 4] == '\r'
                && bytes[size - 3] == '\n'
                && bytes[size - 2] == '\r'
                && bytes[size - 1] == '\n';
    }

    private Part part(String header) {
        try {
            var disposition = header.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                    .map(line -> ContentDisposition.parse(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst();
            return new Part(
                    disposition
                            .flatMap(told -> Optional.ofNullable(told.getName()))
                            .orElse(""),
                    disposition
                            .flatMap(told -> Optional.ofNullable(told.getFilename()))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty()),
                    new Own(count));
        } catch (IllegalArgumentException e) {
            throw broken();
        }
    }

    /** How many bytes from {@code start} surely belong to the part; none where its delimiter stands. */
    private int own() {
        while (true) {
            var candidate = candidate();
            if (candidate > start) {
                return candidate - start;
            }
            if (candidate < end && isDelimiter(candidate)) {
                return 0;
            }
            if (ended) {
                throw brokenOff();
            }
            refill();
        }
    }

    /** The first place where the delimiter stands or, for all that has come so far, may stand; else the end. */
    private int candidate() {
        for (var i = start; i < end; i++) {
            if (buffer[i] == '\r' && beginsDelimiter(i) && (isDelimiter(i) || isUndecided(i))) {
                return i;
            }
        }
        return end;
    }

    private boolean isUndecided(int at) {
        return !ended && end - at < delimiter.length + LONGEST_PADDING + LINE.length;
    }

    private boolean beginsDelimiter(int at) {
        var length = Math.min(delimiter.length, end - at);
        for (var i = 0; i < length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isDelimiter(int at) {
        var after = at + delimiter.length;
        return after <= end && (isAt(after, "--") || afterLine(after) >= 0);
    }

    private boolean isAt(int at, String text) {
        if (at + text.length() > end) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (buffer[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the line ends that holds only spaces from there on; -1 when it holds more. */
    private int afterLine(int at) {
        var next = at;
        while (next < end && next - at < LONGEST_PADDING && (buffer[next] == ' ' || buffer[next] == '\t')) {
            next++;
        }
        return isAt(next, "\r\n") ? next + 2 : -1;
    }

    private void refill() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        try {
            var read = source.read(buffer, end, BUFFER - end);
            ended = read < 0;
            end += Math.max(read, 0);
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    private static Refusal broken() {
        return Refusal.because("broken-multipart", "The multipart body is broken or ends too early.");
    }

    private static Refusal brokenOff() {
        return Refusal.because("broken-upload", "The upload broke off.");
    }

    /** The bytes of one part; empty once the next part was asked for. */
    private final class Own extends InputStream {
        private final int number;

        private Own(int number) {
            this.number = number;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            var own = number == count ? own() : 0;
            if (own == 0) {
                return -1;
            }
            var taken = Math.min(own, length);
            System.arraycopy(buffer, start, bytes, offset, taken);
            start += taken;
            return taken;
        }
    }
}
