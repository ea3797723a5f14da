package org.egide.helpline;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A map of tiles as SVG: one square for each region in the order of their names, no geography. Darkness in five steps by what may be
 * shown; a dot stands for few. Direction comes from the page.
 */
final class TileMap {
    private static final int SIDE = 44;
    private static final int ACROSS = 8;
    private static final int STEPS = 5;

    private TileMap() {}

    /** One tile: its short name, its title for readers, and its number where it may be shown. */
    record Tile(String name, String title, OptionalLong number) {}

    static String svg(String title, List<Tile> tiles, long most) {
        var across = Math.max(1, Math.min(ACROSS, tiles.size()));
        var down = (tiles.size() + across - 1) / across;
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"tiles\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\"><title>%s</title>",
                across * SIDE,
                down * SIDE,
                escaped(title),
                escaped(title)));
        for (var at = 0; at < tiles.size(); at++) {
            var tile = tiles.get(at);
            svg.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d %d)\"><title>%s</title><rect class=\"t%d\" width=\"%d\" height=\"%d\"/>"
                            + "<text x=\"%d\" y=\"17\">%s</text><text class=\"n\" x=\"%d\" y=\"34\">%s</text></g>",
                    at % across * SIDE,
                    at / across * SIDE,
                    escaped(tile.title()),
                    step(tile, most),
                    SIDE - 3,
                    SIDE - 3,
                    SIDE / 2 - 1,
                    escaped(tile.name()),
                    SIDE / 2 - 1,
                    mark(tile)));
        }
        return svg.append("</svg>").toString();
    }

    private static int step(Tile tile, long most) {
        return tile.number().isEmpty() || most <= 0
                ? 0
                : (int) Math.max(1, Math.ceil(STEPS * tile.number().getAsLong() / (double) most));
    }

    private static String mark(Tile tile) {
        return tile.number().isPresent() ? String.valueOf(tile.number().getAsLong()) : "\u00b7";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
