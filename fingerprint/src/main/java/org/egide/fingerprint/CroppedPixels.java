package org.egide.fingerprint;

/** The part of a picture that lies in an area. */
final class CroppedPixels implements Pixels {

    private final Pixels source;
    private final Area area;
    private final int[] line;

    CroppedPixels(Pixels source, Area area) {
        if (area.left() + area.width() > source.width() || area.top() + area.height() > source.height()) {
            throw new IllegalArgumentException("the area reaches beyond the picture");
        }
        this.source = source;
        this.area = area;
        this.line = new int[source.width()];
    }

    @Override
    public int width() {
        return area.width();
    }

    @Override
    public int height() {
        return area.height();
    }

    @Override
    public void row(int y, int[] into) {
        source.row(area.top() + y, line);
        System.arraycopy(line, area.left(), into, 0, area.width());
    }
}
