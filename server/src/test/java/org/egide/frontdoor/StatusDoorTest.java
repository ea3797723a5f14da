package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.egide.dialogue.Objection;
import org.egide.dialogue.Readers;
import org.egide.dialogue.Receiver;
import org.egide.dialogue.Said;
import org.egide.dialogue.Speaker;
import org.egide.dialogue.Tellings;
import org.egide.dialogue.Topic;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.StatusPage;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.platform.web.Page;
import org.egide.report.ReportId;
import org.egide.report.Reporter;
import org.egide.report.StatusView;
import org.egide.report.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StatusDoorTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    private final Messages messages = new Messages();

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R54_2_everyStateHasItsOwnSentenceForEveryAgeAndForOthers(Language language) {
        for (var band : AgeBand.values()) {
            var sentences = new HashSet<String>();
            for (var step : Step.values()) {
                for (var reporter : List.of(Reporter.CHILD, Reporter.CITIZEN)) {
                    var happened = happened(language, band, reporter, line(step, ""));
                    assertThat(sentences.add(happened.lines().getFirst().sentence()))
                            .as(band + " " + step + " " + reporter)
                            .isTrue();
                    assertThat(happened.next()).isNotBlank();
                    assertThat(happened.by(DAY, 24).isEmpty()).isEqualTo(step.terminal());
                }
            }
            assertThat(sentences).hasSize(2 * Step.values().length);
        }
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void R54_2_everyChoiceObjectionAndAnswerHasItsSentenceForEveryAge(Language language) {
        var keys = new ArrayList<String>();
        for (var topic : Topic.values()) {
            keys.add("dialogue.topic." + topic);
            topic.answers().forEach(answer -> keys.add(topic.titleOf(answer)));
        }
        for (var receiver : Receiver.values()) {
            keys.add("dialogue.receiver." + receiver);
        }
        for (var speaker : Speaker.values()) {
            keys.add("dialogue.speaker." + speaker);
        }
        for (var rule : Readers.Rule.values()) {
            keys.add("dialogue.rule." + rule);
        }
        for (var what : Tellings.What.values()) {
            keys.add("dialogue.what." + what);
        }
        for (var kind : Objection.Kind.values()) {
            keys.add("dialogue.objected." + kind);
            keys.add("dialogue.objection." + kind);
        }
        Objection.GROUNDS.forEach(ground -> keys.add("dialogue.complaint." + ground));
        Said.PHRASES.forEach(phrase -> keys.add("dialogue.phrase." + phrase));
        Said.DRAWINGS.forEach(drawing -> keys.add("dialogue.drawing." + drawing));
        keys.addAll(List.of("dialogue.stopped", "dialogue.objection.open", "dialogue.objection.answered"));
        keys.addAll(List.of("dialogue.departed", "dialogue.by", "dialogue.by.late", "dialogue.by.none"));
        for (var band : AgeBand.values()) {
            for (var key : keys) {
                assertThat(messages.text(language, band, key, "a", "b", "c"))
                        .as(band + " " + key)
                        .isNotBlank();
            }
        }
    }

    @Test
    void R26_2_theFirstLookHasADayAndWhenItHasPassedThePageSaysSo() {
        var waiting = happened(Language.EN, Reporter.CHILD, line(Step.RECEIVED, ""));
        assertThat(waiting.by(DAY, 30)).isEqualTo("By March 6, 2026.");
        assertThat(waiting.by(DAY.plusDays(3), 30)).isEqualTo(messages.text(Language.EN, "dialogue.by.late"));
        assertThat(happened(Language.EN, Reporter.CHILD, line(Step.IN_HANDS, ""))
                        .by(DAY, 30))
                .isEqualTo(messages.text(Language.EN, "dialogue.by.none"));
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void noReportClosesWithoutItsReasonAndAnUnknownReasonStillHasWords(Language language) {
        var sentences = new HashSet<String>();
        for (var reason : List.of("lawful", "out-of-scope", "all-gone", "no-copies", "duplicate", "never-heard-of")) {
            for (var reporter : List.of(Reporter.FRIEND, Reporter.PARENT)) {
                sentences.add(happened(language, reporter, line(Step.CLOSED, reason))
                        .lines()
                        .getFirst()
                        .sentence());
            }
        }
        assertThat(sentences).hasSize(12).contains(messages.text(language, "status.CLOSED.child"));
    }

    @Test
    void K7_whoKnowsGrowsWithWhatWasDone() {
        var start = happened(Language.EN, Reporter.CHILD, line(Step.RECEIVED, ""));
        assertThat(start.knowing()).hasSize(1);
        assertThat(start.nobodyElse().sentence()).contains("not your family");
        var later = happened(
                        Language.EN,
                        Reporter.CHILD,
                        line(Step.RECEIVED, ""),
                        line(Step.REMOVAL_ASKED, ""),
                        line(Step.SENT_TO_POLICE, ""))
                .knowing();
        assertThat(later.get(2).date()).isEqualTo("2026-03-04");
        assertThat(sentences(later))
                .contains(messages.text(Language.EN, "status.knows.host.child"))
                .contains(messages.text(Language.EN, "status.knows.police.child"));
    }

    @Test
    void aDayIsWrittenForPeopleAndForMachines() {
        var line = happened(Language.FR, Reporter.CITIZEN, line(Step.RECEIVED, ""))
                .lines()
                .getFirst();
        assertThat(line.day()).isEqualTo("4 mars 2026");
        assertThat(line.date()).isEqualTo("2026-03-04");
    }

    private static StatusView.Line line(Step step, String reason) {
        return new StatusView.Line(DAY, step, reason);
    }

    private Happened happened(Language language, Reporter reporter, StatusView.Line... lines) {
        return happened(language, AgeBand.FROM_13, reporter, lines);
    }

    private Happened happened(Language language, AgeBand band, Reporter reporter, StatusView.Line... lines) {
        var sheet = new Sheet(new Page(language, band, "/status", messages), "", "112", "116 111", true);
        var closed = lines[lines.length - 1].step().terminal();
        return new Happened(
                sheet, new StatusView(ReportId.random(), "EG-TEST", reporter, Arrays.asList(lines), closed), Set.of());
    }

    private static List<String> sentences(List<StatusPage.Line> lines) {
        return lines.stream().map(StatusPage.Line::sentence).toList();
    }
}
