package org.egide.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.egide.platform.Refusal;
import org.egide.report.NewReport;

/** The body of a request, read up to a limit; {@code cut} says that more came and was not read. */
record Body(NewReport.Raw raw, boolean cut) {
    private static final int LONGEST_TYPE = 200;

    /** Reads at most {@code limit} bytes. Refuses {@code broken-request} when the sender breaks off. */
    static Body read(HttpServletRequest request, int limit) {
        try {
            var announced = request.getContentLength();
            var bytes = announced >= 0 && announced <= limit
                    ? exactly(announced, request.getInputStream())
                    : request.getInputStream().readNBytes(limit + 1);
            var cut = bytes.length > limit;
            return new Body(new NewReport.Raw(cut ? Arrays.copyOf(bytes, limit) : bytes, type(request)), cut);
        } catch (IOException e) {
            throw Refusal.because("broken-request", "The request broke off.");
        }
    }

    private static byte[] exactly(int length, InputStream stream) throws IOException {
        var bytes = new byte[length];
        return stream.readNBytes(bytes, 0, length) == length ? bytes : cutShort();
    }

    private static byte[] cutShort() throws EOFException {
        throw new EOFException();
    }

    private static String type(HttpServletRequest request) {
        var type = Optional.ofNullable(request.getContentType()).orElse("application/octet-stream");
        return type.substring(0, Math.min(type.length(), LONGEST_TYPE));
    }

    byte[] bytes() {
        return raw.bytes();
    }

    boolean isEmpty() {
        return raw.bytes().length == 0;
    }

    /** The text, when the bytes are strict UTF-8; a leading byte order mark is not part of it. */
    static Optional<String> text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
