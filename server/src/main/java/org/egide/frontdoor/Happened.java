package org.egide.frontdoor;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egide.dialogue.Receiver;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.StatusPage;
import org.egide.report.StatusView;
import org.egide.report.Step;

/**
 * A report's status in sentences: what happened, who knows, what comes next and by when (R54.2; K7 of front-door-and-care). While
 * {@code withheld} names the police, for a dated reason of safety, what was done with them is not among it.
 */
record Happened(Sheet sheet, StatusView status, Set<Receiver> withheld) {
    private static final Set<Step> HOST = Set.of(Step.REMOVAL_ASKED, Step.COPY_GONE);
    private static final Set<Step> POLICE = Set.of(Step.SENT_TO_POLICE, Step.POLICE_HAS_IT);

    Happened {
        withheld = Set.copyOf(withheld);
        if (withheld.contains(Receiver.POLICE)) {
            var shown = status.lines().stream()
                    .filter(line -> !POLICE.contains(line.step()))
                    .toList();
            status = new StatusView(status.report(), status.reference(), status.reporter(), shown, status.closed());
        }
    }

    boolean child() {
        return status.reporter().isChild();
    }

    /** Each step by its day. */
    List<StatusPage.Line> lines() {
        return status.lines().stream()
                .map(line -> line(sheet, Optional.of(line.day()), sentence(line)))
                .toList();
    }

    /** Who was told, since when. */
    List<StatusPage.Line> knowing() {
        var knowing = new ArrayList<StatusPage.Line>();
        knowing.add(line(sheet, first(Set.of(Step.RECEIVED)), said("status.knows.desk")));
        first(HOST).ifPresent(day -> knowing.add(line(sheet, Optional.of(day), said("status.knows.host"))));
        first(POLICE).ifPresent(day -> knowing.add(line(sheet, Optional.of(day), said("status.knows.police"))));
        return knowing;
    }

    /** Who was not told: true only when the steps are all there is. */
    StatusPage.Line nobodyElse() {
        return line(sheet, Optional.empty(), said("status.knows.not"));
    }

    String next() {
        return said("status.next." + (status.closed() ? Step.CLOSED : last()));
    }

    /** By when: the first look has a day; of what follows nobody can promise one. */
    String by(LocalDate today, int hoursToFirstLook) {
        if (status.closed()) {
            return "";
        }
        var end = first(Set.of(Step.RECEIVED))
                .filter(day -> last() == Step.RECEIVED)
                .map(day -> day.plusDays((hoursToFirstLook + 23L) / 24));
        return end.map(day ->
                        day.isBefore(today) ? sheet.t("dialogue.by.late") : sheet.t("dialogue.by", day(sheet, day)))
                .orElseGet(() -> sheet.t("dialogue.by.none"));
    }

    /** What left this house and cannot be called back, by its day. */
    List<StatusPage.Line> sent() {
        return status.lines().stream()
                .filter(line -> line.step() == Step.REMOVAL_ASKED || line.step() == Step.SENT_TO_POLICE)
                .map(line -> line(sheet, Optional.of(line.day()), sentence(line)))
                .toList();
    }

    /** The steps that one may disagree with, newest first, each once. */
    List<Step> steps() {
        return status.lines().reversed().stream()
                .map(StatusView.Line::step)
                .filter(step -> step != Step.RECEIVED)
                .distinct()
                .toList();
    }

    /** A step in its general words. */
    String sentence(Step step) {
        return said("status." + step);
    }

    private String sentence(StatusView.Line line) {
        var closing = "status." + line.step() + "." + line.reason();
        var known = line.step() == Step.CLOSED
                && !line.reason().isBlank()
                && sheet.page().has(closing);
        return said(known ? closing : "status." + line.step());
    }

    private Step last() {
        return status.lines().isEmpty()
                ? Step.RECEIVED
                : status.lines().getLast().step();
    }

    private Optional<LocalDate> first(Set<Step> steps) {
        return status.lines().stream()
                .filter(line -> steps.contains(line.step()))
                .map(StatusView.Line::day)
                .findFirst();
    }

    private String said(String key) {
        return sheet.t(child() && sheet.page().has(key + ".child") ? key + ".child" : key);
    }

    static StatusPage.Line line(Sheet sheet, Optional<LocalDate> day, String sentence) {
        return new StatusPage.Line(
                day.map(date -> day(sheet, date)).orElse(""),
                day.map(LocalDate::toString).orElse(""),
                sentence);
    }

    static String day(Sheet sheet, LocalDate day) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(sheet.page().language().locale()));
    }
}
