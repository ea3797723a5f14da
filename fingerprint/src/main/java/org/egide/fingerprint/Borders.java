package org.egide.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds what lies inside uniform borders: letterbox, pillarbox, frames, each side on its own and of its own colour, one
 * within another. Judged by luma alone, which is all that the hash sees, with room for the noise of a JPEG.
 *
 * <p>Never takes more than four fifths of a side away, nor leaves less than 64 pixels of it: what remains has to be a
 * picture. Slivers of under half a percent are left, since they move the hash by less than a match allows. Cost: 18 rows of
 * a picture without borders; else the border's own rows, and at most 256 others for each step. Safe for use by many threads.
 */
public final class Borders {

    /** How many borders, one within another, are taken off at most. */
    public static final int MOST_TRIMS = 2;

    private static final int SMALLEST_SIDE = 64;
    private static final int SMALLEST_SHARE = 5;
    private static final int SLIVER = 200;
    private static final int SAMPLES = 256;
    private static final int GLANCES = 16;

    /** A border's lines differ from its colour by this much on average, at most, out of 255. */
    private static final int NOISE = 6;

    /** A sample beyond this is no noise. */
    private static final int SPOT = 40;

    /** One in so many samples of a line may be beyond. */
    private static final int SPOTS = 50;

    private Borders() {}

    /** What lies inside the outermost border, then what lies inside the next; nothing if the picture has none. */
    public static List<Area> within(Pixels pixels) {
        List<Area> found = new ArrayList<>();
        Area whole = Area.of(pixels);
        Optional<Area> inner = inside(pixels, whole, whole);
        while (inner.isPresent() && found.size() < MOST_TRIMS) {
            found.add(inner.get());
            inner = inside(pixels, inner.get(), whole);
        }
        return List.copyOf(found);
    }

    /**
     * A side counts only if it is uniform along all of the area: the margin of a page in a letterbox is not, and comes with
     * the next step.
     */
    private static Optional<Area> inside(Pixels pixels, Area outer, Area whole) {
        Area upright = rows(pixels, outer, leastKept(whole.height()));
        Area across = columns(pixels, outer, leastKept(whole.width()));
        boolean sliver = outer.width() - across.width() < Math.max(1, outer.width() / SLIVER)
                && outer.height() - upright.height() < Math.max(1, outer.height() / SLIVER);
        Area inner = new Area(across.left(), upright.top(), across.width(), upright.height());
        return sliver ? Optional.empty() : Optional.of(inner);
    }

    private static int leastKept(int side) {
        return Math.max(SMALLEST_SIDE, Math.ceilDiv(side, SMALLEST_SHARE));
    }

    private static Area rows(Pixels pixels, Area area, int leastKept) {
        int[] line = new int[pixels.width()];
        int[] places = spread(area.left(), area.width(), SAMPLES);
        int most = Math.max(0, area.height() - leastKept);
        int above = uniform(most, i -> lumaOfRow(pixels, area.top() + i, line, places));
        int below = uniform(most - above, i -> lumaOfRow(pixels, area.top() + area.height() - 1 - i, line, places));
        return new Area(area.left(), area.top() + above, area.width(), area.height() - above - below);
    }

    private static Area columns(Pixels pixels, Area area, int leastKept) {
        if (!hasQuietSide(pixels, area)) {
            return area;
        }
        int[] places = spread(area.top(), area.height(), SAMPLES);
        byte[][] rows = new byte[places.length][area.width()];
        int[] line = new int[pixels.width()];
        for (int i = 0; i < places.length; i++) {
            pixels.row(places[i], line);
            for (int x = 0; x < area.width(); x++) {
                rows[i][x] = (byte) luma(line[area.left() + x]);
            }
        }
        int most = Math.max(0, area.width() - leastKept);
        int before = uniform(most, i -> lumaOfColumn(rows, i));
        int after = uniform(most - before, i -> lumaOfColumn(rows, area.width() - 1 - i));
        return new Area(area.left() + before, area.top(), area.width() - before - after, area.height());
    }

    /** A line's lumas, counted from the edge. */
    private interface Lines {
        int[] line(int number);
    }

    /** How many lines from the edge have the edge's colour; the outermost one says which. */
    private static int uniform(int most, Lines lines) {
        if (most == 0) {
            return 0;
        }
        int[] edge = lines.line(0);
        int colour = mean(edge);
        int count = 0;
        int[] line = edge;
        while (isUniform(line, colour)) {
            count++;
            if (count == most) {
                return count;
            }
            line = lines.line(count);
        }
        return count;
    }

    private static int mean(int[] line) {
        long sum = 0;
        for (int luma : line) {
            sum += luma;
        }
        return (int) ((sum + line.length / 2) / line.length);
    }

    private static boolean isUniform(int[] line, int colour) {
        long sum = 0;
        int spots = 0;
        for (int luma : line) {
            int difference = Math.abs(luma - colour);
            sum += difference;
            spots += difference > SPOT ? 1 : 0;
        }
        return sum <= (long) NOISE * line.length && spots <= line.length / SPOTS;
    }

    private static int[] lumaOfRow(Pixels pixels, int y, int[] line, int[] places) {
        pixels.row(y, line);
        int[] lumas = new int[places.length];
        for (int i = 0; i < lumas.length; i++) {
            lumas[i] = luma(line[places[i]]);
        }
        return lumas;
    }

    private static int[] lumaOfColumn(byte[][] rows, int x) {
        int[] lumas = new int[rows.length];
        for (int i = 0; i < lumas.length; i++) {
            lumas[i] = rows[i][x] & 255;
        }
        return lumas;
    }

    private static int luma(int rgb) {
        return ((rgb >> 16 & 255) * 299 + (rgb >> 8 & 255) * 587 + (rgb & 255) * 114 + 500) / 1000;
    }

    /** A glance at a few rows: most pictures have no border, and this is all that it costs them. */
    private static boolean hasQuietSide(Pixels pixels, Area area) {
        int[] places = spread(area.top(), area.height(), GLANCES);
        int[] left = new int[places.length];
        int[] right = new int[places.length];
        int[] line = new int[pixels.width()];
        for (int i = 0; i < places.length; i++) {
            pixels.row(places[i], line);
            left[i] = luma(line[area.left()]);
            right[i] = luma(line[area.left() + area.width() - 1]);
        }
        return isQuiet(left) || isQuiet(right);
    }

    private static boolean isQuiet(int[] line) {
        int colour = mean(line);
        return Arrays.stream(line).map(luma -> Math.abs(luma - colour)).sum() <= 4L * NOISE * line.length;
    }

    /** Places, evenly spread over a stretch. */
    private static int[] spread(int from, int length, int most) {
        int[] places = new int[Math.min(length, most)];
        for (int i = 0; i < places.length; i++) {
            places[i] = from + (int) ((2L * i + 1) * length / (2L * places.length));
        }
        return places;
    }
}
