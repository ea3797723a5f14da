package org.egide.indicators;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.egide.assessment.OutcomeKind;
import org.egide.indicators.view.FigurePage;
import org.egide.indicators.view.FigurePage.Row;
import org.egide.platform.Language;
import org.egide.platform.web.Anyone;
import org.egide.platform.web.Page;
import org.egide.platform.web.Pages;
import org.egide.removal.Survival;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The public figures: a page for people and the same numbers as CSV. */
@Controller
final class TransparencyDoor {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("LLLL uuuu", Locale.ROOT);

    private final Figures figures;
    private final Pages pages;

    TransparencyDoor(Figures figures, Pages pages) {
        this.figures = figures;
        this.pages = pages;
    }

    @GetMapping("/transparency")
    @Anyone(why = "figures for the public, already protected against recognition")
    ResponseEntity<byte[]> page(
            @RequestParam(name = "lang", defaultValue = "") String asked, HttpServletRequest request) {
        var page = pages.page(language(asked, request), "/transparency");
        return pages.show("indicators/transparency.jte", Map.of("page", page, "figures", view(page)));
    }

    private static Language language(String asked, HttpServletRequest request) {
        return Language.of(asked)
                .orElseGet(() -> Collections.list(request.getLocales()).stream()
                        .flatMap(locale -> Language.of(locale.getLanguage()).stream())
                        .findFirst()
                        .orElse(Language.EN));
    }

    private FigurePage view(Page page) {
        var release = figures.received();
        var curve = figures.removal();
        return new FigurePage(
                sentence(page, release),
                monthsChart(page, release),
                curve.map(survival -> survivalChart(page, survival)).orElse(""),
                head(page, release.table()),
                rows(page, release),
                outcomes(page),
                curve.map(survival -> removal(page, survival)).orElse(List.of()),
                figures.any(),
                curve.map(survival -> removalSentence(page, survival))
                        .orElseGet(() -> page.t("indicators.removal.unknown")));
    }

    private static String sentence(Page page, Release release) {
        var last = release.table().rows().size() - 1;
        var month = MONTH.withLocale(page.language().locale())
                .format(YearMonth.parse(release.table().rows().get(last)));
        return release.published(last, release.table().columns().size())
                .map(total -> page.t("indicators.sentence", month, total))
                .orElseGet(() -> page.t("indicators.sentence.none", month));
    }

    private static String monthsChart(Page page, Release release) {
        var bars = IntStream.range(0, release.table().rows().size())
                .mapToObj(row -> bar(release, row))
                .toList();
        return Chart.bars("months", page.t("indicators.months"), page.t("indicators.months.desc"), bars);
    }

    /** The year stands below January, and below the first month where the two do not touch. */
    private static Chart.Bar bar(Release release, int row) {
        var columns = release.table().columns().size();
        var month = YearMonth.parse(release.table().rows().get(row));
        var withYear = month.getMonth() == Month.JANUARY || (row == 0 && month.getMonthValue() < 11);
        return new Chart.Bar(
                String.format(Locale.ROOT, "%02d", month.getMonthValue()),
                withYear ? String.valueOf(month.getYear()) : "",
                release.published(row, columns),
                release.mark(row, columns) == Release.Mark.FEW ? "<10" : "?");
    }

    private static String survivalChart(Page page, Survival curve) {
        return Chart.survival(
                "removal",
                page.t("indicators.removal"),
                page.t("indicators.removal.desc"),
                page.t("indicators.days"),
                curve);
    }

    private static List<String> head(Page page, Table table) {
        var head = new ArrayList<String>();
        head.add(page.t("indicators.month"));
        table.columns().forEach(group -> head.add(page.t("indicators.group." + group)));
        head.add(page.t("indicators.total"));
        return head;
    }

    /** Months as lines and groups as columns, with the totals last. */
    private static List<Row> rows(Page page, Release release) {
        var months = release.table().rows();
        return IntStream.rangeClosed(0, months.size())
                .mapToObj(row -> new Row(
                        row == months.size() ? page.t("indicators.total") : months.get(row),
                        IntStream.rangeClosed(0, release.table().columns().size())
                                .mapToObj(column -> cell(page, release, row, column))
                                .toList()))
                .toList();
    }

    private static String cell(Page page, Release release, int row, int column) {
        return switch (release.mark(row, column)) {
            case SHOWN -> release.published(row, column).map(String::valueOf).orElseThrow();
            case FEW -> page.t("indicators.few");
            case WITHHELD -> page.t("indicators.withheld");
        };
    }

    private List<Row> outcomes(Page page) {
        var published = figures.outcomes();
        return Arrays.stream(OutcomeKind.values())
                .map(outcome -> new Row(
                        page.t("indicators.outcome." + outcome.name()),
                        List.of(published
                                .getOrDefault(outcome.name(), Optional.empty())
                                .map(String::valueOf)
                                .orElseGet(() -> page.t("indicators.few")))))
                .toList();
    }

    private static List<Row> removal(Page page, Survival curve) {
        var rows = new ArrayList<Row>();
        for (var day : List.of(1, 3, 7, 30)) {
            rows.add(new Row(
                    page.t("indicators.removal.after", day),
                    List.of(Chart.percent(curve.stillUp(Duration.ofDays(day))))));
        }
        rows.add(new Row(page.t("indicators.removal.median"), List.of(hours(page, curve.median()))));
        rows.add(new Row(page.t("indicators.removal.ninety"), List.of(hours(page, curve.ninetieth()))));
        return rows;
    }

    private static String removalSentence(Page page, Survival curve) {
        return curve.median()
                .map(median -> page.t("indicators.removal.sentence", hours(page, Optional.of(median))))
                .orElseGet(() -> page.t("indicators.removal.sentence.open"));
    }

    private static String hours(Page page, Optional<Duration> time) {
        return time.map(duration -> page.t("indicators.hours", duration.toHours()))
                .orElseGet(() -> page.t("indicators.removal.open"));
    }

    /** One line for each published number; status A is normal, S is withheld and has no value. */
    @GetMapping("/transparency/indicators.csv")
    @Anyone(why = "the same figures for machines")
    ResponseEntity<byte[]> csv() {
        var release = figures.received();
        var lines = new StringBuilder("indicator,month,category,value,status\n");
        var columns = release.table().columns();
        for (var row = 0; row < release.table().rows().size(); row++) {
            for (var column = 0; column <= columns.size(); column++) {
                var category = column == columns.size() ? "TOTAL" : columns.get(column);
                line(
                        lines,
                        "reports-received",
                        release.table().rows().get(row),
                        category,
                        release.published(row, column));
            }
        }
        figures.outcomes().forEach((outcome, n) -> line(lines, "reports-assessed", "last-12", outcome, n));
        figures.removal().ifPresent(curve -> {
            line(lines, "removal-hours", "all", "MEDIAN", curve.median().map(Duration::toHours));
            line(
                    lines,
                    "removal-hours",
                    "all",
                    "NINETIETH_PERCENTILE",
                    curve.ninetieth().map(Duration::toHours));
        });
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("indicators.csv")
                                .build()
                                .toString())
                .body(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(
            StringBuilder lines, String indicator, String month, String category, Optional<Long> value) {
        lines.append(String.join(
                        ",",
                        indicator,
                        month,
                        category.toLowerCase(Locale.ROOT),
                        value.map(String::valueOf).orElse(""),
                        value.isPresent() ? "A" : "S"))
                .append('\n');
    }
}
