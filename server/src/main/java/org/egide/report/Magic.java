package org.egide.report;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells pictures and films by their leading bytes, whatever anybody calls them. */
final class Magic {
    private static final Set<String> STILL = Set.of("heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avis");
    private static final List<byte[]> IMAGES = List.of(
            hex("ffd8ff"),
            hex("89504e470d0a1a0a"),
            text("GIF87a"),
            text("GIF89a"),
            hex("49492a00"),
            hex("4d4d002a"),
            hex("0000000c4a584c20"),
            hex("0000000c6a502020"),
            hex("ff4fff51"),
            text("8BPS"));
    private static final List<byte[]> FILMS = List.of(
            hex("1a45dfa3"),
            hex("000001ba"),
            hex("000001b3"),
            hex("3026b2758e66cf11"),
            text("FLV\u0001"),
            text("OggS"));

    private Magic() {}

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What begins at that place. */
    static Optional<Unwanted.Kind> at(byte[] bytes, int at) {
        if (!mayBegin(bytes, at)) {
            return Optional.empty();
        }
        if (IMAGES.stream().anyMatch(magic -> starts(bytes, at, magic))) {
            return Optional.of(Unwanted.Kind.IMAGE);
        }
        if (FILMS.stream().anyMatch(magic -> starts(bytes, at, magic))) {
            return Optional.of(Unwanted.Kind.VIDEO);
        }
        if (starts(bytes, at, text("RIFF"))) {
            return switch (four(bytes, at + 8)) {
                case "WEBP" -> Optional.of(Unwanted.Kind.IMAGE);
                case "AVI " -> Optional.of(Unwanted.Kind.VIDEO);
                default -> Optional.empty();
            };
        }
        if (four(bytes, at + 4).equals("ftyp")) {
            return Optional.of(STILL.contains(four(bytes, at + 8)) ? Unwanted.Kind.IMAGE : Unwanted.Kind.VIDEO);
        }
        return Optional.empty();
    }

    /** One look at one or two bytes, for nearly every place of a long text. */
    private static boolean mayBegin(byte[] bytes, int at) {
        if (at + 4 < bytes.length && bytes[at + 4] == 'f') {
            return true;
        }
        return switch (bytes[at] & 0xff) {
            case 0xff, 0x89, 'G', 'I', 'M', 0x00, '8', 0x1a, 0x30, 'F', 'O', 'R' -> true;
            default -> false;
        };
    }

    /** What a whole file is: the few signatures too short to look for inside other bytes count here. */
    static Optional<Unwanted.Kind> ofFile(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var known = at(bytes, 0);
        var bitmap = starts(bytes, 0, text("BM")) && bytes.length > 26 && !isText(bytes);
        var codestream = starts(bytes, 0, hex("ff0a"));
        return known.isPresent() || !(bitmap || codestream) ? known : Optional.of(Unwanted.Kind.IMAGE);
    }

    /** The first picture or film anywhere inside; words that merely name a format are none. */
    static Optional<Unwanted.Kind> inside(byte[] bytes) {
        for (var at = 0; at < bytes.length; at++) {
            var found = at(bytes, at);
            if (found.isPresent()
                    && !isText(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 64)))) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether no byte among these stands in no text. */
    static boolean isText(byte[] bytes) {
        for (var one : bytes) {
            var value = one & 0xff;
            if (value < 0x09 || value == 0xff || value == 0xfe || (value > 0x0d && value < 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] bytes, int at, byte[] magic) {
        if (at + magic.length > bytes.length) {
            return false;
        }
        for (var i = 0; i < magic.length; i++) {
            if (bytes[at + i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static String four(byte[] bytes, int at) {
        return at + 4 > bytes.length ? "" : new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
