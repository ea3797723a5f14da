package org.egide.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.messages.Messages;
import org.egide.platform.rules.Derivation;
import org.egide.platform.rules.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LawProfileTest {
    private final LawProfile law = new LawProfile("model-2025");

    static Map<Element, String> material(String child, String reality, String activity, String parts, String purpose) {
        return new EnumMap<>(Map.of(
                Element.MEANS, "IMAGE",
                Element.DEPICTS_CHILD, child,
                Element.REALITY, reality,
                Element.EXPLICIT_ACTIVITY, activity,
                Element.SEXUAL_PARTS, parts,
                Element.PURPOSE, purpose));
    }

    @ParameterizedTest
    @CsvSource({
        "YES, REAL, YES, NO, UNSURE, UNLAWFUL",
        "YES, GENERATED, YES, UNSURE, UNSURE, UNLAWFUL",
        "YES, DRAWN, YES, NO, OTHER, UNLAWFUL",
        "YES, UNSURE, YES, NO, OTHER, UNLAWFUL",
        "YES, REAL, NO, YES, SEXUAL, UNLAWFUL",
        "YES, REAL, NO, YES, OTHER, LAWFUL",
        "YES, REAL, NO, NO, SEXUAL, LAWFUL",
        "NO, REAL, YES, YES, SEXUAL, OUT_OF_SCOPE",
        "UNSURE, REAL, YES, YES, SEXUAL, NEEDS_THIRD",
        "YES, REAL, UNSURE, NO, SEXUAL, NEEDS_THIRD",
        "YES, REAL, NO, YES, UNSURE, NEEDS_THIRD"
    })
    void R8_2_theOutcomeFollowsFromTheElements(
            String child, String reality, String activity, String parts, String purpose, Verdict verdict) {
        assertThat(law.derive(material(child, reality, activity, parts, purpose))
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void R8_2_theDerivationShowsEveryRowWithItsTruthAndVersion() {
        var derived = law.derive(material("YES", "REAL", "UNSURE", "YES", "SEXUAL"));
        assertThat(derived.profile()).isEqualTo("model-2025.1");
        assertThat(derived.derivations()).singleElement().satisfies(derivation -> {
            assertThat(derivation.rows()).hasSize(6);
            assertThat(derivation.fired()).extracting("id").containsExactly("parts-sexual-purpose");
            assertThat(derivation.rows()).extracting(Derivation.Judged::truth).contains(Truth.UNKNOWN);
        });
    }

    @Test
    void anAnswerThatIsUnsureNeverMakesMaterialLawfulWhereAYesWouldNot() {
        for (var answers : all(Sheet.MATERIAL)) {
            if (law.derive(answers).verdict() == Verdict.LAWFUL) {
                answers.forEach((element, value) -> {
                    if (value.equals(Element.UNSURE) && element != Element.PURPOSE) {
                        var yes = new EnumMap<>(answers);
                        yes.put(element, element == Element.REALITY ? "REAL" : "YES");
                        assertThat(law.derive(yes).verdict()).isNotEqualTo(Verdict.UNLAWFUL);
                    }
                });
            }
        }
    }

    @Test
    void R22_2_contactWithAStrangerAloneNeverGivesAHarmFinding() {
        var tried = 0;
        for (var answers : all(Sheet.CONDUCT)) {
            var nothingSaid = List.of(
                            Element.SEXUAL_PURPOSE,
                            Element.THREAT,
                            Element.DEMAND,
                            Element.CONTENT_SENT,
                            Element.EXPLOITATION)
                    .stream()
                    .noneMatch(element -> "YES".equals(answers.get(element)));
            if (nothingSaid) {
                tried++;
                assertThat(law.derive(answers).verdict()).isNotEqualTo(Verdict.UNLAWFUL);
            }
        }
        assertThat(tried).isGreaterThan(800);
    }

    @Test
    void R22_2_contactAloneIsLawfulAndSaysWhy() {
        var answers = new EnumMap<Element, String>(Element.class);
        Element.of(Sheet.CONDUCT).forEach(element -> answers.put(element, "NO"));
        answers.put(Element.ADDRESSED_TO_CHILD, "YES");
        answers.put(Element.ACTOR, "ADULT");
        var derived = law.derive(answers);
        assertThat(derived.verdict()).isEqualTo(Verdict.LAWFUL);
        assertThat(derived.derivations().getFirst().first().orElseThrow().because())
                .isEqualTo("assessment.law.contact-alone");
    }

    @Test
    void R52_1_whoActedChangesNothingAboutTheElements() {
        for (var answers : all(Sheet.CONDUCT)) {
            var other = new EnumMap<>(answers);
            other.put(Element.ACTOR, "ANOTHER_CHILD");
            assertThat(law.derive(other).verdict())
                    .isEqualTo(law.derive(answers).verdict());
        }
    }

    @Test
    void ofTwoSheetsUnlawfulOutweighsAndWhatIsUnsettledOutweighsLawful() {
        assertThat(Verdict.UNLAWFUL.with(Verdict.NEEDS_THIRD)).isEqualTo(Verdict.UNLAWFUL);
        assertThat(Verdict.LAWFUL.with(Verdict.NEEDS_THIRD)).isEqualTo(Verdict.NEEDS_THIRD);
        assertThat(Verdict.OUT_OF_SCOPE.with(Verdict.LAWFUL)).isEqualTo(Verdict.LAWFUL);
    }

    @Test
    void aProfileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> new LawProfile("nowhere-2025"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("no-rules"));
        assertThatThrownBy(() -> new LawProfile("../secrets")).isInstanceOf(Refusal.class);
    }

    @Test
    void everyReasonIsASentenceInEveryLanguage() {
        var messages = new Messages();
        var conduct = new EnumMap<Element, String>(Element.class);
        Element.of(Sheet.CONDUCT).forEach(element -> conduct.put(element, "NO"));
        conduct.put(Element.ACTOR, "ADULT");
        conduct.putAll(material("YES", "REAL", "NO", "NO", "OTHER"));
        for (var language : Language.values()) {
            law.derive(conduct).derivations().stream()
                    .flatMap(derivation -> derivation.rows().stream())
                    .forEach(judged -> assertThat(
                                    messages.has(language, judged.row().because()))
                            .as(judged.row().id())
                            .isTrue());
        }
    }

    @Test
    void R8_2_everyElementOfTheSheetMustBeAnswered() {
        var answers = material("YES", "REAL", "YES", "NO", "SEXUAL");
        answers.remove(Element.PURPOSE);
        var view = new NewView(org.egide.report.Form.ABUSE_MATERIAL, Set.of(), answers);
        assertThatThrownBy(() -> view.answering(Set.of(Sheet.MATERIAL)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("element-missing"));
    }

    private static List<Map<Element, String>> all(Sheet sheet) {
        List<Map<Element, String>> all = new ArrayList<>();
        all.add(new EnumMap<>(Element.class));
        for (var element : Element.of(sheet)) {
            List<Map<Element, String>> longer = new ArrayList<>();
            for (var answers : all) {
                for (var choice : element.choices()) {
                    var more = answers.isEmpty() ? new EnumMap<Element, String>(Element.class) : new EnumMap<>(answers);
                    more.put(element, choice);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }
}
