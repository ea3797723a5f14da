package org.egide.fingerprint;

/** A picture reduced to a square by picking, for target index i, the source index floor(i * size / side). */
final class NearestPixels implements Pixels {

    private final Pixels source;
    private final int side;
    private final int[] columns;
    private final int[] line;

    NearestPixels(Pixels source, int side) {
        this.source = source;
        this.side = side;
        this.columns = new int[side];
        for (int i = 0; i < side; i++) {
            columns[i] = pick(i, source.width(), side);
        }
        this.line = new int[source.width()];
    }

    static int pick(int index, int size, int side) {
        return (int) ((long) index * size / side);
    }

    @Override
    public int width() {
        return side;
    }

    @Override
    public int height() {
        return side;
    }

    @Override
    public void row(int y, int[] into) {
        source.row(pick(y, source.height(), side), line);
        for (int i = 0; i < side; i++) {
            into[i] = line[columns[i]];
        }
    }
}
