package org.egide.fingerprint;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * PDQ from decoded pixels, in single precision, written from the published description (see NOTICE).
 *
 * <p>Luma, two passes of a box filter, reduction to 64 x 64, a 16 x 16 corner of the cosine transform without its
 * mean, one bit per coefficient against the lower median. The same pixels give the same bits on every machine. Safe for
 * use by many threads.
 */
public final class PdqHasher {

    /** A picture narrower or lower than this has no hash. */
    public static final int SMALLEST_SIDE = 5;

    private static final int CAP = 512;
    private static final int SIDE = 64;
    private static final int CORNER = 16;
    private static final int QUALITY_UNIT = 90;

    private static final float[] RED = weighted(0.299f);
    private static final float[] GREEN = weighted(0.587f);
    private static final float[] BLUE = weighted(0.114f);
    private static final float[] COSINES = cosines();

    /**
     * The hash of these pixels in the form asked for.
     *
     * @return nothing if the picture is under 5 pixels in either direction
     */
    public Optional<PerceptualHash> hash(Pixels pixels, Form form) {
        if (pixels.width() < SMALLEST_SIDE || pixels.height() < SMALLEST_SIDE) {
            return Optional.empty();
        }
        boolean capped = form == Form.CAPPED_512 && (pixels.width() > CAP || pixels.height() > CAP);
        float[] small = reduce(capped ? nearest(pixels) : pixels);
        return Optional.of(new PerceptualHash(form, quality(small), variants(corner(small))));
    }

    private static Pixels nearest(Pixels pixels) {
        return pixels instanceof LumaPixels luma ? luma.nearest(CAP) : new NearestPixels(pixels, CAP);
    }

    /** The 64 x 64 picture of blurred luma, row by row. */
    static float[] reduce(Pixels pixels) {
        if (pixels instanceof LumaPixels luma) {
            return luma.reduced();
        }
        int width = pixels.width();
        int height = pixels.height();
        Centres centres = new Centres(height);
        if (width == SIDE && height == SIDE) {
            feed(pixels, centres);
            return centres.picked();
        }
        int across = window(width);
        int down = window(height);
        int[] wanted = centres(width);
        int[] all = IntStream.range(0, width).toArray();
        BoxPass second = new BoxPass(width, height, across, down, wanted, centres);
        feed(pixels, new BoxPass(width, height, across, down, all, second));
        return centres.picked();
    }

    private static int window(int size) {
        return Math.ceilDiv(size, 2 * SIDE);
    }

    private static int[] centres(int size) {
        int[] centres = new int[SIDE];
        for (int i = 0; i < SIDE; i++) {
            centres[i] = (int) ((2L * i + 1) * size / (2 * SIDE));
        }
        return centres;
    }

    private static void feed(Pixels pixels, LumaRows rows) {
        int[] rgb = new int[pixels.width()];
        for (int y = 0; y < pixels.height(); y++) {
            pixels.row(y, rgb);
            luma(rgb, rows.room());
            rows.accept();
        }
    }

    private static void luma(int[] rgb, float[] into) {
        for (int x = 0; x < rgb.length; x++) {
            int colour = rgb[x];
            into[x] = RED[colour >> 16 & 255] + GREEN[colour >> 8 & 255] + BLUE[colour & 255];
        }
    }

    /** How much happens in the picture, 0 to 100: the sum of the steps between neighbours. */
    private static int quality(float[] small) {
        int sum = 0;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                float here = small[i * SIDE + j];
                if (i + 1 < SIDE) {
                    sum += step(here, small[(i + 1) * SIDE + j]);
                }
                if (j + 1 < SIDE) {
                    sum += step(here, small[i * SIDE + j + 1]);
                }
            }
        }
        return Math.min(100, sum / QUALITY_UNIT);
    }

    private static int step(float here, float there) {
        return Math.abs((int) ((here - there) * 100 / 255));
    }

    /** Rows and columns 1 to 16 of the two-dimensional cosine transform: D A D'. */
    private static float[] corner(float[] small) {
        float[] half = new float[CORNER * SIDE];
        for (int i = 0; i < CORNER; i++) {
            for (int k = 0; k < SIDE; k++) {
                float cosine = COSINES[i * SIDE + k];
                for (int j = 0; j < SIDE; j++) {
                    half[i * SIDE + j] += cosine * small[k * SIDE + j];
                }
            }
        }
        float[] corner = new float[CORNER * CORNER];
        for (int i = 0; i < CORNER; i++) {
            for (int j = 0; j < CORNER; j++) {
                float sum = 0;
                for (int k = 0; k < SIDE; k++) {
                    sum += half[i * SIDE + k] * COSINES[j * SIDE + k];
                }
                corner[i * CORNER + j] = sum;
            }
        }
        return corner;
    }

    private static Map<Orientation, Pdq> variants(float[] corner) {
        Map<Orientation, Pdq> variants = new EnumMap<>(Orientation.class);
        for (Orientation orientation : Orientation.values()) {
            variants.put(orientation, bits(orientation.of(corner, CORNER)));
        }
        return variants;
    }

    private static Pdq bits(float[] block) {
        float[] rising = block.clone();
        Arrays.sort(rising);
        float median = rising[Pdq.BITS / 2 - 1];
        long[] words = new long[4];
        for (int k = 0; k < Pdq.BITS; k++) {
            if (block[k] > median) {
                words[3 - k / 64] |= 1L << (k % 64);
            }
        }
        return new Pdq(words[0], words[1], words[2], words[3]);
    }

    private static float[] weighted(float weight) {
        float[] table = new float[256];
        for (int value = 0; value < 256; value++) {
            table[value] = weight * value;
        }
        return table;
    }

    private static float[] cosines() {
        float[] table = new float[CORNER * SIDE];
        double scale = StrictMath.sqrt(2.0 / SIDE);
        for (int i = 0; i < CORNER; i++) {
            for (int j = 0; j < SIDE; j++) {
                table[i * SIDE + j] =
                        (float) (scale * StrictMath.cos(StrictMath.PI / (2 * SIDE) * (i + 1) * (2 * j + 1)));
            }
        }
        return table;
    }

    /** Picks the rows of the 64 x 64 centres from those that pass by, which hold the wanted columns alone. */
    private static final class Centres implements LumaRows {

        private final int[] rows;
        private final float[] row = new float[SIDE];
        private final float[] picked = new float[SIDE * SIDE];
        private int seen;
        private int filled;

        Centres(int height) {
            this.rows = centres(height);
        }

        @Override
        public float[] room() {
            return row;
        }

        @Override
        public void accept() {
            while (filled < SIDE && rows[filled] == seen) {
                System.arraycopy(row, 0, picked, filled * SIDE, SIDE);
                filled++;
            }
            seen++;
        }

        float[] picked() {
            return picked;
        }
    }
}
