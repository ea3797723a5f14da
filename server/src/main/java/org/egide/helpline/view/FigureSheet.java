package org.egide.helpline.view;

import java.util.List;

/** Waiting and answering of a desk's lines over the last days: shares, classes of waiting times, and the table behind. */
public record FigureSheet(int days, List<Row> rows, List<Bar> bars, String svg) {
    public FigureSheet {
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
    }

    /** One line, or all. Shares are percentages as text. */
    public record Row(
            String line,
            long begun,
            String answered,
            String abandoned,
            long back,
            long passed,
            String half,
            String most) {}

    /** One class of waiting times. */
    public record Bar(String label, long number) {}
}
