package org.egide.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The progress of a case as one of those who told it may see it. Nobody learns from it that somebody else told it too: a step that
 * was taken before this report came in stands on the day it came in, and nobody's acceptance but the own one is shown.
 */
final class CaseProgress {
    private CaseProgress() {}

    /** One report of the case with its own steps. */
    record Told(ReportSummary report, StatusView status) {}

    static StatusView of(ReportSummary own, List<Told> whole) {
        var came = own.accepted().atOffset(ZoneOffset.UTC).toLocalDate();
        var closed = whole.stream().allMatch(told -> told.report().closed());
        var lines = new ArrayList<StatusView.Line>();
        for (var told : whole) {
            if (!told.report().id().equals(own.id()) && isOwnAlone(own.reporter())) {
                continue;
            }
            told.status().lines().stream()
                    .filter(line -> line.step() != Step.RECEIVED)
                    .filter(line -> line.step() != Step.CLOSED || shownClosed(own, closed))
                    .filter(line -> own.reporter().maySee(line.step()))
                    .map(line -> shown(own.reporter(), line, came))
                    .forEach(lines::add);
        }
        var ordered = lines.stream()
                .distinct()
                .sorted(Comparator.comparing(StatusView.Line::day).thenComparing(StatusView.Line::step))
                .toList();
        var all = new ArrayList<StatusView.Line>();
        all.add(new StatusView.Line(came, Step.RECEIVED, ""));
        all.addAll(once(ordered));
        return new StatusView(own.id(), own.reference(), own.reporter(), all, shownClosed(own, closed) && own.closed());
    }

    /** Who sends for an organisation hears of what it sent and of nothing else. */
    private static boolean isOwnAlone(Reporter reporter) {
        return reporter == Reporter.PROVIDER || reporter == Reporter.HOTLINE;
    }

    private static boolean shownClosed(ReportSummary own, boolean wholeCase) {
        return isOwnAlone(own.reporter()) ? own.closed() : wholeCase;
    }

    private static StatusView.Line shown(Reporter reporter, StatusView.Line line, LocalDate came) {
        return new StatusView.Line(
                line.day().isBefore(came) ? came : line.day(), line.step(), reporter.isHelper() ? "" : line.reason());
    }

    /** What can happen only once to an event is shown once, on its first day; the end on its last. */
    private static List<StatusView.Line> once(List<StatusView.Line> ordered) {
        var shown = new ArrayList<StatusView.Line>();
        for (var line : ordered) {
            if (line.step() == Step.CLOSED) {
                shown.removeIf(before -> before.step() == Step.CLOSED);
            } else if (line.step() == Step.IN_HANDS
                    && shown.stream().anyMatch(before -> before.step() == Step.IN_HANDS)) {
                continue;
            }
            shown.add(line);
        }
        return shown;
    }
}
