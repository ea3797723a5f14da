package org.egide.fingerprint;

/** Pixels held in one array, row by row. */
final class PixelArray implements Pixels {

    private final int width;
    private final int height;
    private final int[] rgb;

    PixelArray(int width, int height, int[] rgb) {
        if (width < 1 || height < 1 || (long) width * height != rgb.length) {
            throw new IllegalArgumentException(
                    "a picture of " + width + " x " + height + " does not have " + rgb.length + " pixels");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
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
        System.arraycopy(rgb, y * width, into, 0, width);
    }
}
