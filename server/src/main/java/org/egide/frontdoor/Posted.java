package org.egide.frontdoor;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.egide.platform.Refusal;

/**
 * A form as it came in. The bytes are read here and nowhere else, because they are what a report keeps; text that is not UTF-8 is
 * told apart from text that is, instead of being mended silently.
 */
sealed interface Posted {
    /** Largest form, in bytes: far above what the fields allow, so that too long a text can come back to its writer. */
    int LARGEST = 1 << 20;

    /** What browsers send. */
    String MEDIA_TYPE = "application/x-www-form-urlencoded";

    /** A form that could be read. */
    record Fields(byte[] bytes, Map<String, List<String>> values) implements Posted {
        /** The first value of the field without spaces around it; empty when it was not sent. */
        String one(String name) {
            return values.getOrDefault(name, List.of("")).getFirst().strip();
        }

        List<String> all(String name) {
            return values.getOrDefault(name, List.of());
        }

        /** The bytes as they came in but for a field of the page's own, which is nothing that was told. */
        byte[] bytesWithout(String name) {
            return Stream.of(new String(bytes, StandardCharsets.ISO_8859_1).split("&", -1))
                    .filter(pair ->
                            !(of(pair.split("=", 2)[0].getBytes(StandardCharsets.ISO_8859_1)) instanceof Fields field
                                    && field.values().containsKey(name)))
                    .collect(Collectors.joining("&"))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return "Fields[" + values.keySet() + "]";
        }
    }

    /** Something that may be a report and cannot be read; the reason is a stable code. */
    record Unreadable(byte[] bytes, String mediaType, String reason) implements Posted {
        @Override
        public String toString() {
            return "Unreadable[" + reason + "]";
        }
    }

    /** More than {@link #LARGEST} bytes. */
    record TooLong() implements Posted {}

    static Posted read(HttpServletRequest request) {
        try {
            var bytes = request.getInputStream().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                return new TooLong();
            }
            var type = Optional.ofNullable(request.getContentType()).orElse(MEDIA_TYPE);
            if (!type.toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE)) {
                return new Unreadable(bytes, type, "not-a-form");
            }
            return of(bytes.length == 0 ? encoded(request.getParameterMap()) : bytes);
        } catch (IOException e) {
            throw Refusal.because("broken-request", "The request broke off.");
        }
    }

    static Posted of(byte[] bytes) {
        var values = new LinkedHashMap<String, List<String>>();
        try {
            for (var pair : new String(bytes, StandardCharsets.ISO_8859_1).split("&", -1)) {
                var parts = pair.split("=", 2);
                if (!pair.isEmpty()) {
                    values.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                            .add(parts.length == 2 ? decoded(parts[1]) : "");
                }
            }
        } catch (CharacterCodingException | NumberFormatException e) {
            return new Unreadable(bytes, MEDIA_TYPE, "broken-text");
        }
        return new Fields(bytes, values);
    }

    private static String decoded(String text) throws CharacterCodingException {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '%') {
                if (i + 2 >= text.length()) {
                    throw new NumberFormatException();
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(character == '+' ? ' ' : character);
            }
        }
        var decoded = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
        if (decoded.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return decoded.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** A filter that read the parameters first has emptied the body; then the same pairs are written down again. */
    private static byte[] encoded(Map<String, String[]> parameters) {
        var pairs = new ArrayList<String>();
        parameters.forEach((name, values) -> {
            for (var value : values) {
                pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return String.join("&", pairs).getBytes(StandardCharsets.UTF_8);
    }
}
