package org.egide.helpline.view;

import java.util.List;

/** The gap map of a quarter: small maps of tiles, one for each need, and the table behind them. */
public record GapPage(
        String quarter, List<String> quarters, List<Map> maps, List<String> head, List<Row> rows, long threshold) {
    public GapPage {
        quarters = List.copyOf(quarters);
        maps = List.copyOf(maps);
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** One small map: its title, what it adds up to, and its drawing. */
    public record Map(String title, String sum, String svg) {}

    /** A region with its cells in words. */
    public record Row(String region, List<String> cells, String total) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
