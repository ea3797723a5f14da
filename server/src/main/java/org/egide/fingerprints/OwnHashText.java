package org.egide.fingerprints;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.egide.fingerprint.Orientation;
import org.egide.fingerprint.Pdq;
import org.egide.platform.Refusal;

/**
 * Reads the text that a child sees before it is sent. Each file begins with {@code file <number>}, counted from 1; then, for a
 * picture, {@code quality <0-100>} and eight lines {@code pdq-capped <orientation> <64 digits>}; then {@code sha256 <64 digits>} and
 * {@code md5 <32 digits>}. Empty lines count for nothing.
 *
 * <p>Refuses {@code no-fingerprint}, {@code too-many-fingerprints}, {@code fingerprint-length}, {@code fingerprint-alphabet} and, for
 * any other line, a missing one or one too many, {@code fingerprint-form}.
 */
public final class OwnHashText {
    /** How many files one sending may have. */
    public static final int MOST = 20;

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final Map<String, Orientation> NAMES =
            Stream.of(Orientation.values()).collect(Collectors.toMap(OwnHash::name, Function.identity()));

    private OwnHashText() {}

    /** The files of that text, at least one. */
    public static List<OwnHash> read(String text) {
        var files = new ArrayList<File>();
        for (var line :
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            var words = List.of(BLANKS.split(line, -1));
            if (words.getFirst().equals("file")) {
                begin(words, files);
            } else if (files.isEmpty()) {
                throw form();
            } else {
                files.getLast().take(words);
            }
        }
        if (files.isEmpty()) {
            throw Refusal.because("no-fingerprint", "There is no fingerprint.");
        }
        return files.stream().map(File::hash).toList();
    }

    private static void begin(List<String> words, List<File> files) {
        if (files.size() == MOST) {
            throw Refusal.because("too-many-fingerprints", "There are more than " + MOST + " files.");
        }
        if (words.size() != 2 || !words.get(1).equals(Integer.toString(files.size() + 1))) {
            throw form();
        }
        files.add(new File());
    }

    private static Refusal form() {
        return Refusal.because("fingerprint-form", "A line is not in the form in which fingerprints are written.");
    }

    private static String digits(String text, int length) {
        if (text.length() != length) {
            throw Refusal.because("fingerprint-length", "A fingerprint is too short or too long.");
        }
        if (!text.matches("[0-9a-f]+")) {
            throw Refusal.because("fingerprint-alphabet", "A fingerprint is written in the digits 0-9 and a-f only.");
        }
        return text;
    }

    /** The lines of one file that were read so far. */
    private static final class File {
        private final Map<Orientation, Pdq> variants = new EnumMap<>(Orientation.class);
        private Optional<Integer> quality = Optional.empty();
        private Optional<String> sha256 = Optional.empty();
        private Optional<String> md5 = Optional.empty();

        void take(List<String> words) {
            if (words.size() != (words.getFirst().equals("pdq-capped") ? 3 : 2)) {
                throw form();
            }
            switch (words.getFirst()) {
                case "quality" -> quality = once(quality, quality(words.get(1)));
                case "sha256" -> sha256 = once(sha256, digits(words.get(1), 64));
                case "md5" -> md5 = once(md5, digits(words.get(1), 32));
                case "pdq-capped" -> variant(words.get(1), Pdq.parse(digits(words.get(2), 64)));
                default -> throw form();
            }
        }

        private void variant(String name, Pdq pdq) {
            var orientation = Optional.ofNullable(NAMES.get(name)).orElseThrow(OwnHashText::form);
            if (variants.put(orientation, pdq) != null) {
                throw form();
            }
        }

        private static int quality(String text) {
            if (!text.matches("\\d{1,2}|100")) {
                throw form();
            }
            return Integer.parseInt(text);
        }

        private static <T> Optional<T> once(Optional<T> before, T now) {
            if (before.isPresent()) {
                throw form();
            }
            return Optional.of(now);
        }

        OwnHash hash() {
            var whole = variants.isEmpty() || variants.size() == Orientation.values().length;
            if (!whole || quality.isPresent() == variants.isEmpty()) {
                throw form();
            }
            return new OwnHash(
                    quality.orElse(0),
                    variants,
                    sha256.orElseThrow(OwnHashText::form),
                    md5.orElseThrow(OwnHashText::form));
        }
    }
}
