package org.egide.bench.quality;

import java.util.List;
import java.util.Locale;
import org.egide.bench.quality.Misses.Tried;

/** The measurements as Markdown. */
final class QualityTable {
    private QualityTable() {}

    static String of(List<Misses.Result> misses, List<LookAlike.Result> alike, List<FalseMatches.Result> falseMatches) {
        var text = new StringBuilder();
        text.append("| copy | median bits, as it is | found as it is | in eight orientations | and without borders |")
                .append(" 25 | 20 | 15 |\n|---|---|---|---|---|---|---|---|\n");
        for (var result : misses) {
            text.append("| ").append(result.edit().title()).append(" | ").append(bits(result.median(Tried.AS_IT_IS)));
            for (var tried : Tried.values()) {
                text.append(" | ").append(found(result, tried, 31));
            }
            for (var threshold : List.of(25, 20, 15)) {
                text.append(" | ").append(found(result, Tried.TRIMMED, threshold));
            }
            text.append(" |\n");
        }
        text.append(
                        "\n| different pictures that look alike | median bits | taken for the same at 31 | at 25 | at 20 | at 15 |\n")
                .append("|---|---|---|---|---|---|\n");
        for (var result : alike) {
            text.append("| ").append(result.kind().title()).append(" | ").append(result.median());
            for (var threshold : Quality.THRESHOLDS.reversed()) {
                text.append(String.format(Locale.ROOT, " | %.1f %%", 100 * result.near(threshold)));
            }
            text.append(" |\n");
        }
        text.append("\n| list | tried | pairs compared | false at 31 | at 25 | at 20 | at 15 |")
                .append(" queries with a false match at 31 | at 25 | at 20 | at 15 |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (var result : falseMatches) {
            text.append(line(result));
        }
        return text.toString();
    }

    private static String bits(int median) {
        return median == Misses.NOT_COMPARED ? "-" : Integer.toString(median);
    }

    private static String found(Misses.Result result, Tried tried, int threshold) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * (1 - result.missed(tried, threshold)));
    }

    private static String line(FalseMatches.Result result) {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "| %,d%s | %s | %,d",
                result.list(),
                result.trustedOnly() ? "" : ", any quality",
                switch (result.tried()) {
                    case AS_IT_IS -> "as it is";
                    case TURNED -> "eight orientations";
                    case TRIMMED -> "and without borders";
                },
                result.pairs()));
        for (var i = Quality.THRESHOLDS.size() - 1; i >= 0; i--) {
            text.append(String.format(Locale.ROOT, " | %,d", result.falsePairs().get(i)));
        }
        for (var i = Quality.THRESHOLDS.size() - 1; i >= 0; i--) {
            text.append(String.format(
                    Locale.ROOT, " | %.3f %%", 100.0 * result.falseQueries().get(i) / Math.max(1, result.queries())));
        }
        return text.append(" |\n").toString();
    }
}
