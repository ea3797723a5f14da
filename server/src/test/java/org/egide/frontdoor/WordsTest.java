package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.junit.jupiter.api.Test;

/** The words that children read: easy enough for their age, and never blaming. */
final class WordsTest {
    /**
     * Index and longest sentence that a page may reach. R3 asks for about grade 5; what younger readers get in their own words must be
     * easier than that, and nobody is given a text harder than grade 7. Kandel-Moles calls 80 and more easy and 70 fairly easy; Szigriszt
     * calls 66 to 75 fairly easy and 51 to 65 normal. For Arabic there is no such scale: five letters in a word, which is the
     * language's own mean without its short vowels, make 7.2, so that 15.5 leaves a sentence of about seven words and 20 one of ten.
     */
    private record Limit(double en, double fr, double es, double ar, int words) {
        double of(Language language) {
            return switch (language.code()) {
                case "en" -> en;
                case "fr" -> fr;
                case "es" -> es;
                case "ar" -> ar;
                default -> throw new AssertionError("there is no measure for " + language);
            };
        }
    }

    private static final Map<AgeBand, Limit> LIMITS = Map.of(
            AgeBand.UNDER_10, new Limit(3, 85, 72, 15.5, 18),
            AgeBand.FROM_10, new Limit(5, 75, 70, 17, 20),
            AgeBand.FROM_13, new Limit(5.5, 70, 65, 18, 24),
            AgeBand.FROM_16, new Limit(6.5, 65, 60, 20, 26),
            AgeBand.ADULT, new Limit(7, 60, 60, 21, 28));

    /** A measure of fewer words says more about a word than about the text. */
    private static final int FEWEST_WORDS = 25;

    private static final int LONGEST_NAME = 4;

    private static final Map<String, Pattern> BLAME = Map.of(
            "en",
                    blame("why did(n.t)? you|why have you|you should(n.t| not)? have|should(n.t| not)? have "
                            + "(sent|shared|told|said|known|done)|(?<!not )your (own )?fault|you let (him|her|them|it)|you allowed"
                            + "|(careless|stupid|naive|foolish) of you|blame yourself|be more careful|stay off(line| the)"
                            + "|you brought|serves you"),
            "fr",
                    blame("pourquoi (as.tu|avez.vous|tu |n.as)|(tu|vous) (n.)?aur(ais|iez) (pas )?d[ûu]"
                            + "|il ne fallait pas|(?<!pas )(ta|votre) faute|tu as laissé|à cause de toi|tu n.avais qu|imprudent"
                            + "|fais plus attention|reste hors ligne"),
            "es",
                    blame(
                            "por qué (lo )?(hiciste|mandaste|enviaste|no (dijiste|contaste|avisaste|has))|deber[íi]as haber|debiste|tendr[íi]as que haber"
                                    + "|(?<!no (es|fue) )(tu|su) culpa|(?<!no (es|fue) )culpa tuya|por tu culpa|imprudente|te dejaste|ten más cuidado"
                                    + "|no te conectes"),
            "ar",
                    blame(
                            "لماذا (فعلت|أرسلت|لم )|كان (عليك|يجب|ينبغي)|(?<!ليس )ذنبك|غلطتك|(?<!ليس )خطؤك|بسببك|أنت السبب"
                                    + "|كن أكثر حذر"));

    private final Messages messages = new Messages();

    @Test
    void R3_everyPageOfTheChildsPathIsEasyEnoughForItsReadersInEveryLanguage() {
        var hard = new ArrayList<String>();
        for (var language : Language.values()) {
            for (var band : AgeBand.values()) {
                pages(language, band)
                        .forEach(
                                (page, text) -> hard(language, band, page, text).ifPresent(hard::add));
            }
        }
        assertThat(hard).isEmpty();
    }

    private static java.util.Optional<String> hard(Language language, AgeBand band, String page, String text) {
        var limit = java.util.Objects.requireNonNull(LIMITS.get(band));
        var level = ReadingLevel.of(language.code(), text);
        var index = level.index(language.code());
        var higherIsHarder = List.of("en", "ar").contains(language.code());
        var longest = ReadingLevel.longest(text);
        // Names of things in a list to tap are no text.
        var tooHard = longest > LONGEST_NAME
                && level.words() >= FEWEST_WORDS
                && (higherIsHarder ? index > limit.of(language) : index < limit.of(language));
        return tooHard || longest > limit.words()
                ? java.util.Optional.of("%s %s %s: %.1f, longest sentence %d words"
                        .formatted(language, band.folder(), page, index, longest))
                : java.util.Optional.empty();
    }

    /** The sentences of one page each, as readers of that age read them. */
    private Map<String, String> pages(Language language, AgeBand band) {
        return messages.keys(language).stream()
                .filter(ChildSentences::contains)
                .collect(Collectors.groupingBy(
                        key -> key.replaceAll("^([^.]+\\.[^.]+).*$", "$1"),
                        TreeMap::new,
                        Collectors.mapping(key -> said(language, band, key), Collectors.joining("\n"))));
    }

    private String said(Language language, AgeBand band, String key) {
        return messages.pattern(language, band, key).contains("{")
                ? messages.text(language, band, key, 24, 24)
                : messages.pattern(language, band, key);
    }

    @Test
    void R3_theMeasureTellsAnEasyTextFromAHardOne() {
        assertThat(index("en", "The cat sat on the mat. It was red.")).isLessThan(1);
        assertThat(
                        index(
                                "en",
                                "Notwithstanding administrative considerations, notification of jurisdictional authorities remains obligatory."))
                .isGreaterThan(15);
        assertThat(index("fr", "Le chat est là. Il dort.")).isGreaterThan(100);
        assertThat(index(
                        "fr",
                        "La notification des autorités juridictionnelles demeure administrativement obligatoire."))
                .isLessThan(20);
        assertThat(index("es", "El gato come. Es rojo.")).isGreaterThan(85);
        assertThat(index(
                        "es", "La notificación administrativa obligatoria corresponde a autoridades jurisdiccionales."))
                .isLessThan(20);
        assertThat(index("ar", "هذا بيت. هذا ولد.")).isLessThan(8);
        assertThat(
                        index(
                                "ar",
                                "تستوجب الاعتبارات الإداريّة والقانونيّة المنصوص عليها إبلاغ السلطات القضائيّة المختصّة بالمستجدّات الطارئة"))
                .isGreaterThan(20);
        assertThat(ReadingLevel.longest("One two three. Four five")).isEqualTo(3);
    }

    private static Pattern blaming(String language) {
        return java.util.Objects.requireNonNull(BLAME.get(language));
    }

    @Test
    void R3_noSentenceOfTheSystemBlames() {
        var found = new ArrayList<String>();
        for (var language : Language.values()) {
            for (var key : messages.keys(language)) {
                for (var band : AgeBand.values()) {
                    var blame = blaming(language.code()).matcher(messages.pattern(language, band, key));
                    if (blame.find()) {
                        found.add(language + " " + band.folder() + " " + key + ": " + blame.group());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void R3_theCheckSeesBlameAndLetsComfortPass() {
        for (var sentence : List.of(
                "en You should not have sent it.",
                "en Why did you answer?",
                "en It was your fault",
                "fr Tu n’aurais pas dû répondre.",
                "fr Pourquoi as-tu répondu ?",
                "fr C’est ta faute",
                "es No deberías haber contestado",
                "es Es tu culpa",
                "ar لماذا أرسلت الصورة؟",
                "ar هذا ذنبك")) {
            assertThat(blaming(sentence.substring(0, 2)).matcher(sentence).find())
                    .as(sentence)
                    .isTrue();
        }
        for (var sentence : List.of(
                "en It is not your fault.", "fr Ce n’est pas ta faute.", "es No es tu culpa", "ar ما حدث ليس ذنبك")) {
            assertThat(blaming(sentence.substring(0, 2)).matcher(sentence).find())
                    .as(sentence)
                    .isFalse();
        }
    }

    @Test
    void R32_1_theBandsOfChildrenSayTheSameSentencesAnewInEveryLanguage() {
        for (var band : List.of(AgeBand.UNDER_10, AgeBand.FROM_10, AgeBand.FROM_16)) {
            for (var language : Language.values()) {
                assertThat(ours(language, band))
                        .as(language + " " + band)
                        .isNotEmpty()
                        .isEqualTo(ours(Language.EN, band));
            }
        }
    }

    private List<String> ours(Language language, AgeBand band) {
        return messages.keys(language, band).stream()
                .filter(key -> key.startsWith("frontdoor."))
                .toList();
    }

    private static double index(String language, String text) {
        return ReadingLevel.of(language, text).index(language);
    }

    private static Pattern blame(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
