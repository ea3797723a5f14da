package org.egide.indicators.view;

import java.util.List;

/**
 * The public page: its sentence, the two charts as SVG elements, and the tables behind them. Every text is final; withheld cells
 * say so.
 */
public record FigurePage(
        String sentence,
        String monthsChart,
        String removalChart,
        List<String> head,
        List<Row> rows,
        List<Row> outcomes,
        List<Row> removal,
        boolean published,
        String removalSentence) {
    public FigurePage {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        outcomes = List.copyOf(outcomes);
        removal = List.copyOf(removal);
    }

    /** One line of a table. */
    public record Row(String label, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
