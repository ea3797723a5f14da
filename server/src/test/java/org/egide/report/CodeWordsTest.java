package org.egide.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.egide.platform.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the words of a receipt code promise, in every language (messages/README.md). */
final class CodeWordsTest {
    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void aListHolds2048WordsThatStayDistinctAsTheyAreTyped(Language language) throws IOException {
        var words = words(language);
        assertThat(words).hasSize(2048);
        assertThat(words.stream().map(Disguises::normal)).doesNotHaveDuplicates();
        assertThat(words).allSatisfy(word -> {
            assertThat(word).matches("\\p{L}+").isEqualTo(Normalizer.normalize(word, Normalizer.Form.NFC));
            assertThat(word).isEqualTo(word.toLowerCase(language.locale()));
        });
    }

    @ParameterizedTest
    @MethodSource("inLatinLetters")
    void aWordInLatinLettersHasThreeToEightOfThemAndDiffersFromNoneByAFinalS(Language language) throws IOException {
        var typed = new HashSet<String>();
        words(language).forEach(word -> typed.add(Disguises.normal(word)));
        assertThat(words(language)).allSatisfy(word -> assertThat(word).hasSizeBetween(3, 8));
        assertThat(typed).noneMatch(word -> typed.contains(word + "s"));
    }

    private static Stream<Language> inLatinLetters() {
        return Arrays.stream(Language.values()).filter(language -> language != Language.AR);
    }

    private static List<String> words(Language language) throws IOException {
        try (var stream = CodeWordsTest.class.getResourceAsStream("/messages/" + language.code() + "/codewords.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
