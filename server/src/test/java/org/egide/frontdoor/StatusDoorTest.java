package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.StatusPage;
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
    void R54_2_everyStateHasItsOwnSentenceForChildrenAndForOthers(Language language) {
        var sentences = new HashSet<String>();
        for (var step : Step.values()) {
            for (var reporter : List.of(Reporter.CHILD, Reporter.CITIZEN)) {
                var page = page(language, reporter, line(step, ""));
                assertThat(sentences.add(page.lines().getFirst().sentence()))
                        .as(step + " " + reporter)
                        .isTrue();
                assertThat(page.next()).isNotBlank();
                assertThat(page.closed()).isEqualTo(step.terminal());
            }
        }
        assertThat(sentences).hasSize(2 * Step.values().length);
    }

    @ParameterizedTest
    @MethodSource("org.egide.platform.Language#values")
    void noReportClosesWithoutItsReasonAndAnUnknownReasonStillHasWords(Language language) {
        var sentences = new HashSet<String>();
        for (var reason : List.of("lawful", "out-of-scope", "all-gone", "no-copies", "duplicate", "never-heard-of")) {
            for (var reporter : List.of(Reporter.FRIEND, Reporter.PARENT)) {
                sentences.add(page(language, reporter, line(Step.CLOSED, reason))
                        .lines()
                        .getFirst()
                        .sentence());
            }
        }
        assertThat(sentences).hasSize(12).contains(messages.text(language, "status.CLOSED.child"));
    }

    @Test
    void K7_whoKnowsGrowsWithWhatWasDone() {
        var start = page(Language.EN, Reporter.CHILD, line(Step.RECEIVED, "")).knowing();
        assertThat(start).hasSize(2).last().asString().contains("not your family");
        var later = page(
                        Language.EN,
                        Reporter.CHILD,
                        line(Step.RECEIVED, ""),
                        line(Step.REMOVAL_ASKED, ""),
                        line(Step.SENT_TO_POLICE, ""))
                .knowing();
        assertThat(later)
                .contains(messages.text(Language.EN, "status.knows.host.child"))
                .contains(messages.text(Language.EN, "status.knows.police.child"));
    }

    @Test
    void aDayIsWrittenForPeopleAndForMachines() {
        var line = page(Language.FR, Reporter.CITIZEN, line(Step.RECEIVED, ""))
                .lines()
                .getFirst();
        assertThat(line.day()).isEqualTo("4 mars 2026");
        assertThat(line.date()).isEqualTo("2026-03-04");
    }

    private static StatusView.Line line(Step step, String reason) {
        return new StatusView.Line(DAY, step, reason);
    }

    private StatusPage page(Language language, Reporter reporter, StatusView.Line... lines) {
        var sheet = new Sheet(new Page(language, "/status", messages), "", "112", "116 111", true);
        var closed = lines[lines.length - 1].step().terminal();
        return StatusDoor.page(
                sheet, new StatusView(ReportId.random(), "EG-TEST", reporter, Arrays.asList(lines), closed));
    }
}
