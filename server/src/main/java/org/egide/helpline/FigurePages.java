package org.egide.helpline;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.egide.helpline.view.FigureSheet;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.Pages;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /desk/helpline/figures}: how long children waited at this desk's lines, and how many went unanswered. */
@Controller
@ForStaff({Role.COUNSELLOR, Role.SUPERVISOR})
final class FigurePages {
    private final Pages pages;
    private final DeskPages deskPages;
    private final Figures figures;
    private final Helplines helplines;

    FigurePages(Pages pages, DeskPages deskPages, Figures figures, Helplines helplines) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.figures = figures;
        this.helplines = helplines;
    }

    @GetMapping(HelplinePages.PATH + "/figures")
    ResponseEntity<byte[]> figures(HttpServletRequest request, Person viewer) {
        var page = deskPages.page(request, "helpline.figures.title", HelplinePages.PATH);
        return pages.show("helpline/figures.jte", Map.of("page", page, "figures", sheet(page, viewer)));
    }

    private FigureSheet sheet(DeskPage page, Person viewer) {
        var lines = helplines.of(viewer.desk().id());
        var counts = figures.of(lines.stream().map(Helpline::id));
        var all = Figures.Counts.sum(counts.values());
        var rows = new ArrayList<FigureSheet.Row>();
        rows.add(row(page, page.t("helpline.figures.all"), all));
        lines.stream()
                .filter(line -> lines.size() > 1 && counts.containsKey(line.id()))
                .forEach(line -> rows.add(
                        row(page, line.name(page.language()), counts.getOrDefault(line.id(), Figures.Counts.NONE))));
        var bars = new ArrayList<FigureSheet.Bar>();
        var waits = all.waits();
        for (var at = 0; at < waits.length; at++) {
            bars.add(new FigureSheet.Bar(
                    at < Tally.WAITS.length
                            ? page.t("helpline.figures.upto", span(page, Tally.WAITS[at]))
                            : page.t("helpline.figures.longer"),
                    waits[at]));
        }
        return new FigureSheet(Figures.DAYS, rows, bars, svg(page, bars));
    }

    private static FigureSheet.Row row(DeskPage page, String name, Figures.Counts counts) {
        return new FigureSheet.Row(
                name,
                counts.of(Tally.What.BEGUN),
                percent(counts.share(Tally.What.ANSWERED)),
                percent(counts.share(Tally.What.ABANDONED)),
                counts.of(Tally.What.GIVEN_BACK),
                counts.of(Tally.What.PASSED_ON),
                within(page, counts.within(0.5)),
                within(page, counts.within(0.9)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share);
    }

    private static String within(DeskPage page, OptionalInt seconds) {
        return seconds.isPresent() ? span(page, seconds.getAsInt()) : "–";
    }

    private static String span(DeskPage page, int seconds) {
        return seconds < 60
                ? page.t("helpline.figures.seconds", seconds)
                : page.t("helpline.figures.minutes", seconds / 60);
    }

    private static String svg(DeskPage page, java.util.List<FigureSheet.Bar> bars) {
        var most = Math.max(
                1, bars.stream().mapToLong(FigureSheet.Bar::number).max().orElse(1));
        var svg = new StringBuilder("<svg class=\"bars\" role=\"img\" viewBox=\"0 0 " + bars.size() * 60
                + " 130\" aria-label=\"" + page.t("helpline.figures.waits") + "\"><title>"
                + page.t("helpline.figures.waits") + "</title><desc>" + page.t("helpline.figures.waits.desc")
                + "</desc>");
        for (var at = 0; at < bars.size(); at++) {
            var bar = bars.get(at);
            var height = Math.round(90.0 * bar.number() / most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"44\" height=\"%d\"/><text x=\"%d\" y=\"%d\">%d</text>"
                            + "<text class=\"n\" x=\"%d\" y=\"124\">%s</text>",
                    at * 60 + 8,
                    110 - height,
                    height,
                    at * 60 + 30,
                    106 - height,
                    bar.number(),
                    at * 60 + 30,
                    at < Tally.WAITS.length ? "≤ " + span(page, Tally.WAITS[at]) : "…"));
        }
        return svg.append("</svg>").toString();
    }
}
