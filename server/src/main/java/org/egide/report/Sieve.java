package org.egide.report;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes pictures, films and files out of what came through a door that asks for none (R10 of front-door-and-care), and leaves the
 * words: in a body of several parts, in text as base64 or {@code data:} address, in percent-encoding, and as the whole body. What holds none
 * passes byte for byte. Bodies are at most a MiB or so: all of it is in memory.
 */
public final class Sieve {
    /** What a form is sent as. */
    public static final String FORM = "application/x-www-form-urlencoded";

    /** Stands in the words where a picture was. */
    static final String MARK = "[egide:quarantine]";

    /** The field that says so where no words were around it. */
    static final String FIELD = "quarantined";

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
    private static final Pattern NAME = Pattern.compile("(?<![a-z])name=\"([^\"]{0,100})\"");
    private static final Pattern FILE = Pattern.compile("filename\\*?=");
    private static final Pattern INLINE = Pattern.compile(
            "data:(?:image|video)/[^,\\s]{1,100}+,[A-Za-z0-9+/_=%-]*+(?:\\s++[A-Za-z0-9+/_-]{40,}+={0,2}+)*+"
                    + "|[A-Za-z0-9+/_-]{40,}+={0,2}+(?:\\s++[A-Za-z0-9+/_-]{40,}+={0,2}+)*+");

    private Sieve() {}

    /** What passed, as what type, and what did not. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Sifted(byte[] body, String mediaType, List<Unwanted> taken) {
        public Sifted {
            taken = List.copyOf(taken);
        }

        @Override
        public String toString() {
            return "Sifted[" + taken + "]";
        }
    }

    /** Sifts a body of that type. */
    public static Sifted sift(String mediaType, byte[] body) {
        var type = mediaType.toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            return parts(mediaType, body).orElseGet(() -> opaque(mediaType, body));
        }
        return type.startsWith(FORM) ? form(mediaType, body) : opaque(mediaType, body);
    }

    private static Sifted opaque(String mediaType, byte[] body) {
        var found = Magic.ofFile(body).or(() -> Magic.inside(body));
        if (found.isPresent() || !Magic.isText(body)) {
            return new Sifted(
                    pair(FIELD, "1"), FORM, List.of(new Unwanted(found.orElse(Unwanted.Kind.OTHER), body.clone())));
        }
        var taken = new ArrayList<Unwanted>();
        // One character for each byte, so that what is left is left as it was.
        var left = words(new String(body, StandardCharsets.ISO_8859_1), taken);
        return taken.isEmpty()
                ? new Sifted(body, mediaType, List.of())
                : new Sifted(left.getBytes(StandardCharsets.ISO_8859_1), mediaType, taken);
    }

    private static Sifted form(String mediaType, byte[] body) {
        var taken = new ArrayList<Unwanted>();
        var left = new ArrayList<String>();
        for (var pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            var equals = pair.indexOf('=') + 1;
            var value = decoded(pair.substring(equals));
            var before = taken.size();
            var clean = value(value, taken);
            left.add(taken.size() == before ? pair : pair.substring(0, equals) + encoded(clean));
        }
        return taken.isEmpty()
                ? new Sifted(body, mediaType, List.of())
                : new Sifted(String.join("&", left).getBytes(StandardCharsets.ISO_8859_1), mediaType, taken);
    }

    /** The value without pictures: where it is one itself, only the mark is left. */
    private static byte[] value(byte[] value, List<Unwanted> taken) {
        var found = Magic.inside(value);
        if (found.isPresent()) {
            taken.add(new Unwanted(found.get(), value));
            return MARK.getBytes(StandardCharsets.ISO_8859_1);
        }
        return words(new String(value, StandardCharsets.ISO_8859_1), taken).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String words(String text, List<Unwanted> taken) {
        return INLINE.matcher(text).replaceAll(run -> {
            var kind = kind(run.group());
            kind.ifPresent(one -> taken.add(new Unwanted(one, run.group().getBytes(StandardCharsets.ISO_8859_1))));
            return java.util.regex.Matcher.quoteReplacement(kind.isPresent() ? MARK : run.group());
        });
    }

    /** A {@code data:} address is what it says; any other run of letters is what it decodes to. */
    private static Optional<Unwanted.Kind> kind(String run) {
        if (run.startsWith("data:")) {
            return Optional.of(run.startsWith("data:video") ? Unwanted.Kind.VIDEO : Unwanted.Kind.IMAGE);
        }
        var letters = run.replace('-', '+').replace('_', '/').replaceAll("[\\s=]", "");
        var first = Base64.getDecoder().decode(letters.substring(0, Math.min(letters.length(), 64) / 4 * 4));
        return Magic.isText(first) ? Optional.empty() : Magic.ofFile(first);
    }

    private static Optional<Sifted> parts(String mediaType, byte[] body) {
        var boundary = BOUNDARY.matcher(mediaType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        var mark = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        var taken = new ArrayList<Unwanted>();
        var pairs = new ArrayList<String>();
        var text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        var pieces = text.split(Pattern.quote("\r\n" + mark), -1);
        for (var piece : List.of(pieces).subList(1, pieces.length)) {
            if (piece.startsWith("--")) {
                break;
            }
            var end = piece.indexOf("\r\n\r\n");
            if (end < 0) {
                return Optional.empty();
            }
            if (!part(piece.substring(0, end), piece.substring(end + 4), pairs, taken)) {
                return Optional.empty();
            }
        }
        return pieces.length < 2
                ? Optional.empty()
                : Optional.of(new Sifted(String.join("&", pairs).getBytes(StandardCharsets.ISO_8859_1), FORM, taken));
    }

    /** False for a part that is neither a field nor a file. */
    private static boolean part(String head, String content, List<String> pairs, List<Unwanted> taken) {
        var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        var name = NAME.matcher(head);
        if (FILE.matcher(head).find()) {
            // An empty file field is what browsers send when nothing was chosen.
            if (bytes.length > 0) {
                taken.add(new Unwanted(Magic.ofFile(bytes).orElse(Unwanted.Kind.OTHER), bytes));
                pairs.add(FIELD + "=1");
            }
            return true;
        }
        if (!name.find()) {
            return false;
        }
        pairs.add(encoded(name.group(1).getBytes(StandardCharsets.ISO_8859_1)) + "=" + encoded(value(bytes, taken)));
        return true;
    }

    /** Percent-decoding that never fails: what is not encoded stands for itself. */
    private static byte[] decoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '%'
                    && i + 2 < text.length()
                    && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0) {
                bytes.write((Character.digit(text.charAt(i + 1), 16) << 4) | Character.digit(text.charAt(i + 2), 16));
                i += 2;
            } else {
                bytes.write(character == '+' ? ' ' : character);
            }
        }
        return bytes.toByteArray();
    }

    private static String encoded(byte[] bytes) {
        return URLEncoder.encode(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    private static byte[] pair(String name, String value) {
        return (name + "=" + value).getBytes(StandardCharsets.ISO_8859_1);
    }
}
