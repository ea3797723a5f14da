package org.egide.fingerprint;

import java.util.Arrays;
import org.egide.fingerprint.Scan.Frame;

/** A frame on its canvas; what it does not cover is white. */
final class PlacedPixels implements Pixels {

    private static final int WHITE = 0xFFFFFF;

    private final int width;
    private final int height;
    private final Frame frame;
    private final Pixels inner;
    private final int[] line;

    PlacedPixels(int width, int height, Frame frame, Pixels inner) {
        this.width = width;
        this.height = height;
        this.frame = frame;
        this.inner = inner;
        this.line = new int[inner.width()];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void row(int y, int[] into) {
        Arrays.fill(into, 0, width, WHITE);
        int inside = y - frame.top();
        if (inside >= 0 && inside < inner.height()) {
            inner.row(inside, line);
            System.arraycopy(line, 0, into, frame.left(), inner.width());
        }
    }
}
