package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.egide.platform.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code is read back from every disguise in every language, however it is typed. The seed is fixed and printed with a failure. */
final class DisguisesTest {
    private static final int CODES = 400;
    private static final Disguises DISGUISES = new Disguises();

    private final Random random = new Random(74);

    private static Stream<Arguments> everywhere() {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.of(Disguise.values()).map(disguise -> Arguments.of(disguise, language)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void R5_everyCodeIsReadBackFromEveryDisguiseHoweverItIsTyped(Disguise disguise, Language language) {
        for (var i = 0; i < CODES; i++) {
            var code = clear();
            var parts = DISGUISES.show(code, disguise, language);
            assertThat(DISGUISES.read(String.join(" ", parts))).contains(code);
            for (var typed : mutilated(parts)) {
                assertThat(DISGUISES.read(typed)).as(typed).contains(code);
            }
        }
    }

    @Test
    void R5_aDisguiseIsTypedWithoutItsSpaces() {
        for (var i = 0; i < CODES; i++) {
            var code = clear();
            for (var disguise : List.of(Disguise.GAME, Disguise.DIGITS)) {
                for (var language : Language.values()) {
                    assertThat(DISGUISES.read(String.join("", DISGUISES.show(code, disguise, language))))
                            .contains(code);
                }
            }
        }
    }

    @Test
    void R5_lookAlikesOfAGameCodeAreReadAsWhatTheyMustBe() {
        for (var i = 0; i < CODES; i++) {
            var code = clear();
            var shown = String.join("", DISGUISES.show(code, Disguise.GAME, Language.EN));
            assertThat(shown).doesNotContainPattern("[AEIOUY01LSZBGQV]");
            var misread = shown.replace('5', 'S')
                    .replace('2', 'z')
                    .replace('8', 'B')
                    .replace('6', 'g')
                    .replace('9', 'q');
            assertThat(DISGUISES.read(misread)).contains(code);
        }
    }

    @Test
    void R5_anAmountComesBeforeOrAfterItsThing() {
        for (var i = 0; i < CODES; i++) {
            var code = clear();
            for (var language : Language.values()) {
                var lines = DISGUISES.show(code, Disguise.SHOPPING, language);
                var before = lines.stream()
                        .map(line -> line.split(" × ", -1)[1] + "x " + line.split(" × ", -1)[0])
                        .toList();
                assertThat(DISGUISES.read(String.join("\n", before))).contains(code);
                assertThat(DISGUISES.read(numbered(before, ". ", false))).contains(code);
            }
        }
    }

    @Test
    void R5_eachDisguiseHasAllThe88BitsAndDigitsAreNeverAGameCode() {
        var lowest = new ReceiptCode(IntStream.range(0, 8).mapToObj(place -> 0).toList());
        var highest =
                new ReceiptCode(IntStream.range(0, 8).mapToObj(place -> 2047).toList());
        for (var code : List.of(lowest, highest)) {
            assertThat(DISGUISES.isClear(code)).isTrue();
            assertThat(ReceiptCode.of(code.whole())).contains(code);
        }
        assertThat(String.join("", DISGUISES.show(highest, Disguise.DIGITS, Language.EN)))
                .hasSize(27);
        assertThat(String.join("", DISGUISES.show(highest, Disguise.GAME, Language.EN)))
                .hasSize(21);
        assertThat(DISGUISES.read("9".repeat(27))).as("more than 88 bits").isEmpty();
        assertThat(DISGUISES.read("X".repeat(21))).as("more than 88 bits").isEmpty();
        assertThat(DISGUISES.read("2".repeat(27)).isPresent()).isTrue();
    }

    @Test
    void whatIsNoCodeIsRead_AsNone() {
        var parts = DISGUISES.show(clear(), Disguise.WORDS, Language.EN);
        assertThat(Stream.of(
                                "",
                                " ",
                                "a",
                                "x".repeat(10_000),
                                "\u0660".repeat(26),
                                String.join(" ", parts.subList(0, 7)),
                                String.join(" ", parts) + " " + parts.getFirst(),
                                "😀".repeat(21),
                                "\ud800")
                        .map(DISGUISES::read))
                .containsOnly(Optional.empty());
    }

    @Test
    void R5_aShoppingListWhoseAmountsReadAsListNumbersIsNeverHandedOut() {
        var confusing = new ReceiptCode(
                IntStream.range(0, 8).mapToObj(place -> place * 256 + place).toList());
        assertThat(DISGUISES.isClear(confusing)).isFalse();
    }

    private ReceiptCode clear() {
        while (true) {
            var code = new ReceiptCode(IntStream.range(0, 8)
                    .mapToObj(place -> random.nextInt(2048))
                    .toList());
            if (DISGUISES.isClear(code)) {
                return code;
            }
        }
    }

    private List<String> mutilated(List<String> parts) {
        var line = String.join(" ", parts);
        var typed = new ArrayList<String>();
        typed.add(line.toUpperCase(Locale.ROOT));
        typed.add(line.toLowerCase(Locale.ROOT));
        typed.add(Normalizer.normalize(line, Normalizer.Form.NFD));
        typed.add(Normalizer.normalize(line, Normalizer.Form.NFD).replaceAll("\\p{Mn}", ""));
        typed.add("  " + line.replace(" ", "   ") + " \t");
        typed.add(String.join(" , ", parts) + ".");
        typed.add(String.join("-", parts));
        typed.add(String.join("\r\n", parts));
        typed.add(numbered(parts, ". ", false));
        typed.add(numbered(parts, ") ", false));
        typed.add(numbered(parts, " ", true));
        typed.add("\u202B"
                + parts.stream().map(part -> "\u200F" + part + "\u200E").collect(Collectors.joining(" ")) + "\u202C");
        typed.add("\u2067" + line + "\u2069\uFEFF");
        typed.add(digits(line, 0x0660));
        typed.add(digits(line, 0x06F0));
        typed.add(digits(numbered(parts, "- ", false), 0x06F0));
        return typed;
    }

    private static String numbered(List<String> parts, String mark, boolean arabic) {
        var text = IntStream.range(0, parts.size())
                .mapToObj(place -> (place + 1) + mark + parts.get(place))
                .collect(Collectors.joining("\n"));
        return arabic ? digits(text, 0x0660) : text;
    }

    private static String digits(String text, int zero) {
        return text.codePoints()
                .map(point -> point >= '0' && point <= '9' ? zero + point - '0' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
