package org.egide.report;

import com.ibm.icu.text.NumberingSystem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.egide.platform.Language;
import org.springframework.stereotype.Component;

/**
 * Writes a receipt code in each of its disguises and reads whatever was typed: any disguise, any language, upper or lower case, with or
 * without accents, spaces, list numbers and marks of direction, in Latin, Arabic-Indic or Persian digits (R5). The words stand in
 * {@code messages/<language>/codewords.txt}, what one can buy in {@code shopping.txt} beside it.
 */
@Component
public final class Disguises {
    /** No code is longer in any disguise, however it is spaced. */
    public static final int LONGEST_INPUT = 400;

    private static final int THINGS = 256;
    private static final int GROUP = 3;

    /** No vowels, so no words; none of two that look alike. */
    private static final String GAME = "23456789cdfhjkmnprtwx";

    private static final int GAME_LENGTH = 21;
    private static final int DIGITS_LENGTH = 27;

    /** What is easily misread for a sign of {@link #GAME}, and that sign. */
    private static final Map<Character, Character> MISREAD = Map.of('s', '5', 'z', '2', 'b', '8', 'g', '6', 'q', '9');

    private static final Pattern RUN = Pattern.compile("\\p{Nd}+|\\p{L}+");
    private static final Pattern CHUNK = Pattern.compile("[\\p{Nd}\\p{L}]+");
    private static final Pattern SILENT_MARKS = Pattern.compile("[\\p{M}\\p{Cf}\\u0640]");
    private static final List<String> ORDER = IntStream.rangeClosed(1, ReceiptCode.LENGTH)
            .mapToObj(String::valueOf)
            .toList();

    private final Map<Language, Vocabulary> words = new HashMap<>();
    private final Map<Language, Vocabulary> things = new HashMap<>();

    Disguises() {
        for (var language : Language.values()) {
            words.put(language, Vocabulary.of(language, "codewords.txt", ReceiptCode.VALUES));
            things.put(language, Vocabulary.of(language, "shopping.txt", THINGS));
        }
    }

    /** The code in its parts, in the order in which they are read: words, lines, groups. */
    public List<String> show(ReceiptCode code, Disguise disguise, Language language) {
        return switch (disguise) {
            case WORDS -> code.numbers().stream().map(of(words, language)::word).toList();
            case SHOPPING ->
                code.numbers().stream()
                        .map(number -> of(things, language).word(number % THINGS) + " × "
                                + inDigitsOf(language, String.valueOf(number / THINGS + 1)))
                        .toList();
            case GAME -> groups(inGameSigns(code.whole()));
            case DIGITS ->
                groups(inDigitsOf(language, String.format(Locale.ROOT, "%0" + DIGITS_LENGTH + "d", code.whole())));
        };
    }

    /** Whether everything that the code may look like reads back as the code; one that does not is never handed out. */
    boolean isClear(ReceiptCode code) {
        for (var language : Language.values()) {
            for (var disguise : Disguise.values()) {
                if (!read(String.join(" ", show(code, disguise, language))).equals(Optional.of(code))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The code that was typed; nothing when it is none. */
    public Optional<ReceiptCode> read(String typed) {
        if (typed.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        var plain = normal(typed);
        var runs = RUN.matcher(plain)
                .results()
                .map(run -> run.group())
                .filter(run -> !run.equals("x"))
                .toList();
        return shopping(runs).or(() -> words(runs)).or(() -> solid(plain));
    }

    private Optional<ReceiptCode> words(List<String> runs) {
        var typed = runs.stream().filter(run -> !isNumber(run)).toList();
        return typed.size() == ReceiptCode.LENGTH
                ? Arrays.stream(Language.values())
                        .map(language -> of(words, language).numbers(typed))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(ReceiptCode::new)
                : Optional.empty();
    }

    private Optional<ReceiptCode> shopping(List<String> runs) {
        var typed = runs.stream().filter(run -> !isNumber(run)).toList();
        var amounts = amounts(runs.stream().filter(Disguises::isNumber).toList());
        if (typed.size() != ReceiptCode.LENGTH || amounts.isEmpty()) {
            return Optional.empty();
        }
        return Arrays.stream(Language.values())
                .map(language -> of(things, language).numbers(typed))
                .flatMap(Optional::stream)
                .findFirst()
                .map(numbers -> new ReceiptCode(IntStream.range(0, ReceiptCode.LENGTH)
                        .mapToObj(place -> (amounts.get().get(place) - 1) * THINGS + numbers.get(place))
                        .toList()));
    }

    /** Eight amounts from one to eight; the numbers of a list before them are left out. One to eight in order is such a list. */
    private static Optional<List<Integer>> amounts(List<String> typed) {
        var left = typed.size() == 2 * ReceiptCode.LENGTH && every(typed, 0).equals(ORDER) ? every(typed, 1) : typed;
        return left.size() == ReceiptCode.LENGTH && !left.equals(ORDER) && ORDER.containsAll(left)
                ? Optional.of(left.stream().map(Integer::valueOf).toList())
                : Optional.empty();
    }

    /** Groups of signs, however they were grouped when they were typed. */
    private static Optional<ReceiptCode> solid(String plain) {
        var chunks = CHUNK.matcher(plain).results().map(chunk -> chunk.group()).toList();
        var order = IntStream.rangeClosed(1, chunks.size() / 2)
                .mapToObj(String::valueOf)
                .toList();
        var listed = chunks.size() % 2 == 0 && every(chunks, 0).equals(order);
        var signs = String.join("", listed ? every(chunks, 1) : chunks);
        if (signs.length() == DIGITS_LENGTH && isNumber(signs)) {
            return ReceiptCode.of(new BigInteger(signs));
        }
        return signs.length() == GAME_LENGTH ? game(signs) : Optional.empty();
    }

    private static Optional<ReceiptCode> game(String signs) {
        var whole = BigInteger.ZERO;
        for (var i = 0; i < signs.length(); i++) {
            var sign = GAME.indexOf(MISREAD.getOrDefault(signs.charAt(i), signs.charAt(i)));
            if (sign < 0) {
                return Optional.empty();
            }
            whole = whole.multiply(BigInteger.valueOf(GAME.length())).add(BigInteger.valueOf(sign));
        }
        return ReceiptCode.of(whole);
    }

    private static String inGameSigns(BigInteger whole) {
        var signs = new StringBuilder();
        for (var rest = whole; signs.length() < GAME_LENGTH; rest = rest.divide(BigInteger.valueOf(GAME.length()))) {
            signs.append(GAME.charAt(rest.mod(BigInteger.valueOf(GAME.length())).intValue()));
        }
        return signs.reverse().toString().toUpperCase(Locale.ROOT);
    }

    private static List<String> groups(String signs) {
        var groups = new ArrayList<String>();
        for (var start = 0; start < signs.length(); start += GROUP) {
            groups.add(signs.substring(start, start + GROUP));
        }
        return groups;
    }

    private static List<String> every(List<String> all, int first) {
        return IntStream.range(0, all.size())
                .filter(place -> place % 2 == first)
                .mapToObj(all::get)
                .toList();
    }

    private static boolean isNumber(String run) {
        return Character.isDigit(run.charAt(0)) && run.chars().allMatch(Character::isDigit);
    }

    private static String inDigitsOf(Language language, String latin) {
        var digits = NumberingSystem.getInstance(language.locale()).getDescription();
        var written = new StringBuilder();
        latin.chars().forEach(digit -> written.append(digits.charAt(digit - '0')));
        return written.toString();
    }

    private static Vocabulary of(Map<Language, Vocabulary> all, Language language) {
        return Objects.requireNonNull(all.get(language));
    }

    /** Lower case, no accents, Arabic letter variants unified, invisible marks removed, Latin digits: how people really type. */
    static String normal(String text) {
        var plain = SILENT_MARKS
                .matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("");
        var letters = plain.replace('\u0623', '\u0627')
                .replace('\u0625', '\u0627')
                .replace('\u0622', '\u0627')
                .replace('\u0671', '\u0627')
                .replace('\u0629', '\u0647')
                .replace('\u0649', '\u064A')
                .replace('\u0624', '\u0648')
                .replace('\u0626', '\u064A')
                .replace("\u0621", "")
                .replace("\u0153", "oe")
                .replace("\u00e6", "ae");
        var latin = new StringBuilder(letters.length());
        letters.codePoints()
                .forEach(point ->
                        latin.appendCodePoint(Character.isDigit(point) ? '0' + Character.digit(point, 10) : point));
        return latin.toString();
    }

    /** A list of words, each with its number. */
    private record Vocabulary(List<String> written, Map<String, Integer> places) {
        static Vocabulary of(Language language, String name, int size) {
            var written = lines(language, name, size);
            var places = new HashMap<String, Integer>();
            for (var place = 0; place < size; place++) {
                places.put(normal(written.get(place)), place);
            }
            return new Vocabulary(written, places);
        }

        String word(int number) {
            return written.get(number);
        }

        /** The numbers of the words; nothing when one of them is not in the list. */
        Optional<List<Integer>> numbers(List<String> typed) {
            return places.keySet().containsAll(typed)
                    ? Optional.of(typed.stream()
                            .map(word -> Objects.requireNonNull(places.get(word)))
                            .toList())
                    : Optional.empty();
        }

        private static List<String> lines(Language language, String name, int size) {
            var file = "/messages/" + language.code() + "/" + name;
            try (var stream = Objects.requireNonNull(Disguises.class.getResourceAsStream(file), file);
                    var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                var lines = reader.readAllAsString().lines().map(String::strip).toList();
                if (lines.size() != size) {
                    throw new IllegalStateException(file + " must hold " + size + " words");
                }
                return lines;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
