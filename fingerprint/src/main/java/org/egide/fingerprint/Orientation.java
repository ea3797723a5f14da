package org.egide.fingerprint;

/**
 * The eight ways a picture can lie. Each variant's hash comes from the same 16 x 16 block of the cosine transform by
 * changing signs, then transposing. A turned copy is near the variant's hash (0 to 20 bits), not equal to it: all eight
 * are tried on the query's side, and none is ever chosen as the one key.
 */
public enum Orientation {
    /** As stored. */
    ORIGINAL(Sign.NONE, false),
    /** Turned back by a quarter: finds a copy that was turned clockwise. */
    ROTATED_90(Sign.EVEN_COLUMNS, true),
    /** Turned by a half. */
    ROTATED_180(Sign.ODD_SUMS, false),
    /** Turned on by a quarter: finds a copy that was turned counter-clockwise. */
    ROTATED_270(Sign.EVEN_ROWS, true),
    /** Mirrored on the horizontal axis: top and bottom change places. */
    FLIPPED_X(Sign.EVEN_ROWS, false),
    /** Mirrored on the vertical axis: left and right change places. */
    FLIPPED_Y(Sign.EVEN_COLUMNS, false),
    /** Mirrored on the main diagonal. */
    TRANSPOSED(Sign.NONE, true),
    /** Mirrored on the other diagonal. */
    TRANSVERSED(Sign.ODD_SUMS, true);

    private enum Sign {
        NONE,
        EVEN_ROWS,
        EVEN_COLUMNS,
        ODD_SUMS
    }

    private final Sign sign;
    private final boolean transposed;

    Orientation(Sign sign, boolean transposed) {
        this.sign = sign;
        this.transposed = transposed;
    }

    /** The variant of a square block of coefficients, row by row. */
    float[] of(float[] block, int side) {
        float[] variant = new float[block.length];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                float value = block[i * side + j];
                int place = transposed ? j * side + i : i * side + j;
                variant[place] = negative(i, j) ? -value : value;
            }
        }
        return variant;
    }

    private boolean negative(int row, int column) {
        return switch (sign) {
            case NONE -> false;
            case EVEN_ROWS -> row % 2 == 0;
            case EVEN_COLUMNS -> column % 2 == 0;
            case ODD_SUMS -> (row + column) % 2 == 1;
        };
    }
}
