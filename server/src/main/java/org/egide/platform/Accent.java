package org.egide.platform;

import java.util.regex.Pattern;

/**
 * The one colour that a country chooses, for light and for dark pages, as {@code #rrggbb}. A colour that cannot be read on the page, or
 * on which nothing can be read, is none: the contrast is at least {@value #LEAST} to 1 (look.md, WCAG 1.4.3).
 */
public record Accent(String light, String dark) {
    static final double LEAST = 4.5;

    /** The grounds on which the accent stands as text, as in {@code egide.css}: paper, sheet, warmth. */
    private static final String[] LIGHT_GROUNDS = {"#fbfaf7", "#fffefb", "#fdf1e2"};

    private static final String[] DARK_GROUNDS = {"#15191d", "#1d2328", "#2a241d"};
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    public Accent {
        check(light, "light", LIGHT_GROUNDS);
        check(dark, "dark", DARK_GROUNDS);
        on(light);
        on(dark);
    }

    private static void check(String colour, String where, String[] grounds) {
        if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException("names the colour " + colour + ", which is not of the form #0b5d66");
        }
        for (var ground : grounds) {
            var contrast = contrast(colour, ground);
            if (contrast < LEAST) {
                throw new IllegalArgumentException(String.format(
                        java.util.Locale.ROOT,
                        "has an accent that cannot be read on %s pages: %s on %s has a contrast of %.1f, and %.1f is needed",
                        where,
                        colour,
                        ground,
                        contrast,
                        LEAST));
            }
        }
    }

    /** White or near black, whichever is read better on the colour. */
    static String on(String colour) {
        var best = contrast("#ffffff", colour) >= contrast("#0d2226", colour) ? "#ffffff" : "#0d2226";
        if (contrast(best, colour) < LEAST) {
            throw new IllegalArgumentException("has an accent on which nothing can be read: " + colour);
        }
        return best;
    }

    /** The contrast of two colours, 1 to 21, as WCAG 2.2 reckons it. */
    static double contrast(String one, String other) {
        var a = luminance(one);
        var b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
    }

    private static double part(String colour, int at) {
        var value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** The rules that put the colour in place of the house's own. */
    public String css() {
        return "\n:root{--teal:" + light + ";--on-teal:" + on(light) + ";--focus:" + light + "}\n"
                + "@media (prefers-color-scheme:dark){:root{--teal:" + dark + ";--on-teal:" + on(dark) + ";--focus:"
                + dark + "}}\n";
    }
}
