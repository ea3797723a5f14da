package org.egide.indicators;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.egide.removal.Survival;

/**
 * Charts as SVG elements: title, description, direct labels, no script and no style; what is not known is drawn as not known. As
 * wide as a phone, so that the labels can be read there. Colours follow the page's style sheet by class ({@code chart}, {@code
 * mass}, {@code curve}, {@code soft}); without one the attributes stand. All texts come from the caller and are escaped here.
 */
final class Chart {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 240;
    private static final int FLOOR = 190;
    private static final int TOP = 30;
    private static final int SIDE = 14;
    private static final String INK = "currentColor";
    private static final String ACCENT = "#0b5d66";

    private Chart() {}

    /** One bar: its label, a second one below that may be empty, and its value, or what stands in its place where it is withheld. */
    record Bar(String label, String below, Optional<Long> value, String withheld) {}

    static String bars(String id, String title, String description, List<Bar> bars) {
        var svg = open(id, title, description);
        var highest = Math.max(
                1,
                bars.stream()
                        .flatMap(bar -> bar.value().stream())
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(1));
        var step = (WIDTH - 2.0 * SIDE) / Math.max(1, bars.size());
        for (var i = 0; i < bars.size(); i++) {
            var left = SIDE + i * step;
            bar(svg, bars.get(i), left, step, highest);
        }
        return svg.append("<line x1=\"")
                .append(SIDE)
                .append("\" y1=\"")
                .append(FLOOR)
                .append("\" x2=\"")
                .append(WIDTH - SIDE)
                .append("\" y2=\"")
                .append(FLOOR)
                .append("\" stroke=\"")
                .append(INK)
                .append("\"/></svg>")
                .toString();
    }

    private static void bar(StringBuilder svg, Bar bar, double left, double step, long highest) {
        var middle = left + step / 2;
        var height = bar.value()
                .map(value -> (FLOOR - TOP) * (double) value / highest)
                .orElse(8.0);
        var known = bar.value().isPresent();
        svg.append("<rect x=\"")
                .append(at(left + step * 0.15))
                .append("\" y=\"")
                .append(at(FLOOR - height))
                .append("\" width=\"")
                .append(at(step * 0.7))
                .append("\" height=\"")
                .append(at(height))
                .append(
                        known
                                ? "\" class=\"mass\" fill=\"" + ACCENT + "\"/>"
                                : "\" fill=\"none\" stroke=\"" + INK + "\" stroke-dasharray=\"3 3\"/>");
        text(
                svg,
                middle,
                FLOOR - height - 6,
                "middle",
                bar.value().map(String::valueOf).orElse(bar.withheld()));
        text(svg, middle, FLOOR + 18, "middle", bar.label());
        text(svg, middle, FLOOR + 36, "middle", bar.below());
    }

    /** The share still up by time: a step curve with its marks after 1, 3, 7 and 30 days. */
    static String survival(String id, String title, String description, String days, Survival curve) {
        var svg = open(id, title, description);
        var path = new StringBuilder("M").append(SIDE).append(' ').append(TOP);
        for (var point : curve.points()) {
            path.append(" H").append(at(across(point.time()))).append(" V").append(at(down(point.stillUp())));
        }
        svg.append("<path d=\"")
                .append(path)
                .append(" H")
                .append(WIDTH - SIDE)
                .append("\" class=\"curve\" fill=\"none\" stroke=\"")
                .append(ACCENT)
                .append("\" stroke-width=\"2.5\"/>");
        for (var day : List.of(1, 3, 7, 30)) {
            var share = curve.stillUp(Duration.ofDays(day));
            var x = across(Duration.ofDays(day));
            svg.append("<circle cx=\"")
                    .append(at(x))
                    .append("\" cy=\"")
                    .append(at(down(share)))
                    .append("\" r=\"4\" class=\"mass\" fill=\"")
                    .append(ACCENT)
                    .append("\"/>");
            text(svg, x, down(share) - 9, "middle", percent(share));
            text(svg, x, FLOOR + 18, "middle", String.valueOf(day));
        }
        text(svg, WIDTH - SIDE, FLOOR + 36, "end", days);
        return svg.append("<line x1=\"")
                .append(SIDE)
                .append("\" y1=\"")
                .append(FLOOR)
                .append("\" x2=\"")
                .append(WIDTH - SIDE)
                .append("\" y2=\"")
                .append(FLOOR)
                .append("\" stroke=\"")
                .append(INK)
                .append("\"/></svg>")
                .toString();
    }

    /** To five percent, like every published share. */
    static String percent(double share) {
        return Math.round(share * 20) * 5 + " %";
    }

    /** Days on a scale that leaves room for the first week: by the square root, up to 31 days. */
    private static double across(Duration time) {
        var days = Math.min(31.0, time.toMinutes() / 1440.0);
        return SIDE + (WIDTH - 2.0 * SIDE) * Math.sqrt(days / 31.0);
    }

    private static double down(double share) {
        return FLOOR - (FLOOR - TOP) * share;
    }

    private static StringBuilder open(String id, String title, String description) {
        return new StringBuilder("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" class=\"chart\" role=\"img\" direction=\"ltr\" aria-labelledby=\"")
                .append(id)
                .append("-title ")
                .append(id)
                .append("-desc\"><title id=\"")
                .append(id)
                .append("-title\">")
                .append(escaped(title))
                .append("</title><desc id=\"")
                .append(id)
                .append("-desc\">")
                .append(escaped(description))
                .append("</desc>");
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        if (text.isEmpty()) {
            return;
        }
        svg.append("<text x=\"")
                .append(at(x))
                .append("\" y=\"")
                .append(at(y))
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\" font-size=\"12\" fill=\"")
                .append(INK)
                .append("\">")
                .append(escaped(text))
                .append("</text>");
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
