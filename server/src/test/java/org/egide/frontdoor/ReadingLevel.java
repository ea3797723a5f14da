package org.egide.frontdoor;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How hard a text is to read, by the counts that published measures are made of: words in a sentence, syllables or letters in a word.
 * <ul>
 *   <li>English: Flesch-Kincaid grade, 0.39 words + 11.8 syllables - 15.59; lower is easier.
 *   <li>French: Kandel-Moles, 207 - 1.015 words - 73.6 syllables; higher is easier.
 *   <li>Spanish: Szigriszt-Pazos, 206.835 - words - 62.3 syllables; higher is easier.
 *   <li>Arabic, written without short vowels so that syllables cannot be counted: 1.24 words + 1.43 letters, the part of the automatic
 *       Arabic readability index (AARI) that does not grow with the length of the text; lower is easier.
 * </ul>
 * Syllables are estimated by groups of vowels, which is right for nine words in ten; a limit is therefore set for a page, not for a word.
 */
record ReadingLevel(int sentences, int words, int syllables, int letters) {
    private static final Pattern ENDS = Pattern.compile("[.!?:;؟…]+(\\s|$)|\\R");
    private static final Pattern MARKS = Pattern.compile("\\p{M}|ـ");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{Nd}'’-]+");

    static ReadingLevel of(String language, String text) {
        var clean = MARKS.matcher(text).replaceAll("");
        var sentences = (int) Arrays.stream(ENDS.split(clean))
                .filter(part -> !words(part).isEmpty())
                .count();
        var words = words(clean);
        return new ReadingLevel(
                Math.max(1, sentences),
                Math.max(1, words.size()),
                words.stream().mapToInt(word -> syllables(language, word)).sum(),
                words.stream().mapToInt(String::length).sum());
    }

    /** The measure of that language. */
    double index(String language) {
        var perSentence = (double) words / sentences;
        var perWord = (double) syllables / words;
        return switch (language) {
            case "en" -> 0.39 * perSentence + 11.8 * perWord - 15.59;
            case "fr" -> 207 - 1.015 * perSentence - 73.6 * perWord;
            case "es" -> 206.835 - perSentence - 62.3 * perWord;
            case "ar" -> 1.24 * perSentence + 1.43 * letters / words;
            default -> throw new IllegalArgumentException("no measure for " + language);
        };
    }

    /** The longest sentence of the text, in words. */
    static int longest(String text) {
        return Arrays.stream(ENDS.split(text))
                .mapToInt(sentence -> words(sentence).size())
                .max()
                .orElse(0);
    }

    private static List<String> words(String text) {
        return Arrays.stream(NOT_A_WORD.split(text.toLowerCase(java.util.Locale.ROOT)))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .toList();
    }

    private static int syllables(String language, String word) {
        return switch (language) {
            case "en" -> groups(word.replaceAll("[’']", "").replaceAll("(?<=[^aeiouyl])e(d|s)?$", ""), "[aeiouy]+");
            case "fr" -> groups(word.replaceAll("(?<=[^aeiouyéèêàâ])(e|es|ent)$", ""), "[aeiouyàâäéèêëîïôöùûüœæ]+");
            case "es" -> groups(word, "[iuü]?[aeoáéó][iuyü]?|[íúiuy]");
            default -> 0;
        };
    }

    private static int groups(String word, String vowels) {
        return Math.max(1, (int) Pattern.compile(vowels).matcher(word).results().count());
    }
}
