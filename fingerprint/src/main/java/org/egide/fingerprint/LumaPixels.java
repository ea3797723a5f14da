package org.egide.fingerprint;

/**
 * The luma that a JPEG holds, 0 to 255 each, row by row: the colours were never converted, so every pixel reads as grey.
 *
 * <p>Rows lie in one array and are padded to whole blocks, below too: 1 byte a pixel and a little more.
 */
final class LumaPixels implements Pixels {

    private final int width;
    private final int height;
    private final int stride;
    private final byte[] plane;

    LumaPixels(int width, int height, int stride, byte[] plane) {
        if (width < 1 || height < 1 || stride < width || plane.length < (long) stride * height) {
            throw new IllegalArgumentException("a plane too small for its picture");
        }
        this.width = width;
        this.height = height;
        this.stride = stride;
        this.plane = plane;
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
        int from = y * stride;
        for (int x = 0; x < width; x++) {
            into[x] = (plane[from + x] & 255) * 0x010101;
        }
    }

    /** One row as it goes into the hash. */
    void luma(int y, float[] into) {
        int from = y * stride;
        for (int x = 0; x < width; x++) {
            into[x] = plane[from + x] & 255;
        }
    }

    /** Reduced to a square by picking, as {@link NearestPixels} picks. */
    LumaPixels nearest(int side) {
        int[] columns = new int[side];
        for (int i = 0; i < side; i++) {
            columns[i] = NearestPixels.pick(i, width, side);
        }
        byte[] picked = new byte[side * side];
        for (int i = 0; i < side; i++) {
            int from = NearestPixels.pick(i, height, side) * stride;
            for (int j = 0; j < side; j++) {
                picked[i * side + j] = plane[from + columns[j]];
            }
        }
        return new LumaPixels(side, side, side, picked);
    }

    /** The luma of one pixel. */
    int luma(int x, int y) {
        return plane[y * stride + x] & 255;
    }
}
