package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egide.report.Act;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.Reporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChildTellingTest {
    @ParameterizedTest
    @CsvSource({
        "THREAT, SEXUAL_EXTORTION, BLACKMAILING",
        "PICTURES, GROOMING|IMAGE_THE_CHILD_MADE, SOLICITING",
        "SHARED, NON_CONSENSUAL_SHARING, DISSEMINATING",
        "FAKE, AI_GENERATED_MATERIAL, PRODUCING",
        "MEET, GROOMING, SOLICITING",
        "LIVE, LIVE_ABUSE, LIVE_STREAMING",
        "SAW, ABUSE_MATERIAL|UNWANTED_CONTENT_TO_CHILD, MAKING_AVAILABLE",
        "OFF, WORRY, ''",
        "NOTHING, WORRY, ''",
        "UNKNOWN, WORRY, ''",
        "SILENT, WORRY, ''"
    })
    void R23_2_whatAChildTapsBecomesTheFormsAndActsOfTheRecord(String answer, String forms, String acts) {
        var telling = telling(Map.of(Question.WHAT, answer));
        assertThat(telling.forms()).extracting(Form::name).containsExactlyInAnyOrder(forms.split("\\|"));
        assertThat(telling.acts())
                .extracting(Act::name)
                .containsExactlyElementsOf(acts.isEmpty() ? List.of() : List.of(acts));
    }

    @ParameterizedTest
    @CsvSource({
        "DANGER, YES, UNKNOWN",
        "HURT, UNKNOWN, UNKNOWN",
        "TODAY, UNKNOWN, MEETS_TODAY",
        "REACH, NO, HAS_ACCESS",
        "ONLINE, NO, NO",
        "UNKNOWN, UNKNOWN, UNKNOWN",
        "SILENT, UNKNOWN, UNKNOWN"
    })
    void howSafeAChildIsBecomesTwoFacts(String answer, String danger, String access) {
        var facts = telling(Map.of(Question.SAFE, answer)).facts();
        assertThat(facts)
                .contains(Fact.said(FactKind.IMMEDIATE_DANGER, danger), Fact.said(FactKind.OFFENDER_ACCESS, access));
        assertThat(facts.contains(Fact.said(FactKind.SELF_HARM, "YES"))).isEqualTo(answer.equals("HURT"));
    }

    @Test
    void everyAnswerOfEveryQuestionMakesFactsThatTheRecordTakesAndNoneTwice() {
        for (var question : Question.values()) {
            for (var answer : question.answers(true)) {
                var kinds = telling(Map.of(question, answer)).facts().stream()
                        .map(Fact::kind)
                        .toList();
                assertThat(new HashSet<>(kinds)).as(question + " " + answer).hasSameSizeAs(kinds);
            }
        }
        assertThat(telling(Map.of(Question.AGE, "16-17", Question.WHO, "FRIEND", Question.CHILD, "7-9"))
                        .facts())
                .contains(Fact.said(FactKind.CHILD_AGE, "7-9"));
        assertThat(telling(Map.of(Question.AGE, "13-15", Question.WISH, "REMOVE"))
                        .facts())
                .contains(Fact.said(FactKind.CHILD_AGE, "13-15"), Fact.said(FactKind.WISH, "REMOVE"));
    }

    @Test
    void whatIsKeptBackIsUnknownAndNeverANo() {
        var telling = telling(Map.of(
                Question.WHO, "SILENT",
                Question.CHILD, "SILENT",
                Question.WHAT, "SILENT",
                Question.SAFE, "SILENT",
                Question.AGE, "SILENT",
                Question.WISH, "SILENT"));
        assertThat(telling.facts()).isNotEmpty().allMatch(fact -> fact.value().equals(FactKind.UNKNOWN));
        assertThat(telling.forms()).isEqualTo(Set.of(Form.WORRY));
    }

    @Test
    void oneWhoSpeaksForAnotherIsAFriendAndAGrownUpIsNoChild() {
        assertThat(telling(Map.of(Question.WHO, "ME")).reporter()).isEqualTo(Reporter.CHILD);
        assertThat(telling(Map.of(Question.WHO, "FRIEND")).reporter()).isEqualTo(Reporter.FRIEND);
        assertThat(telling(Map.of(Question.WHO, "OTHER", Question.CHILD, "ADULT"))
                        .reporter())
                .isEqualTo(Reporter.FRIEND);
        assertThat(telling(Map.of(Question.WHO, "OTHER", Question.AGE, "ADULT")).reporter())
                .isEqualTo(Reporter.CITIZEN);
        assertThat(telling(Map.of(Question.WHO, "ME", Question.AGE, "ADULT")).reporter())
                .isEqualTo(Reporter.CITIZEN);
        assertThat(telling(Map.of()).reporter()).isEqualTo(Reporter.CHILD);
    }

    @Test
    void danger_despairAndTheWishToTalkAreAnsweredBeforeAnythingElse() {
        assertThat(telling(Map.of(Question.SAFE, "DANGER")).first()).isEqualTo("DANGER");
        assertThat(telling(Map.of(Question.SAFE, "TODAY")).first()).isEqualTo("DANGER");
        assertThat(telling(Map.of(Question.SAFE, "HURT", Question.WISH, "TALK")).first())
                .isEqualTo("HURT");
        assertThat(telling(Map.of(Question.SAFE, "ONLINE", Question.WISH, "TALK"))
                        .first())
                .isEqualTo("TALK");
        assertThat(telling(Map.of(Question.SAFE, "ONLINE", Question.WISH, "REMOVE"))
                        .first())
                .isEmpty();
    }

    @Test
    void anAnswerThatIsOnNoListIsAskedAgainAndBackTakesOneAway() {
        var answers = Answers.of(fields("age=13-15&who=ME&what=NONSENSE&child=7-9&wish=TALK&easy=yes"));
        assertThat(answers.next()).contains(Question.WHAT);
        assertThat(answers.easy()).isTrue();
        var back = answers.back().back();
        assertThat(back.fields()).isEqualTo(Map.of("age", "13-15", "child", "7-9", "easy", "yes"));
        assertThat(back.next()).contains(Question.WHO);
        assertThat(Answers.NONE.back()).isEqualTo(Answers.NONE);
    }

    private static ChildTelling telling(Map<Question, String> given) {
        return new ChildTelling(new Answers(given));
    }

    private static Posted.Fields fields(String form) {
        return (Posted.Fields) Posted.of(form.getBytes(StandardCharsets.UTF_8));
    }
}
