package org.egide.fingerprint;

/** Colour arithmetic in whole numbers, the same on every machine. Every argument and result is 0 to 255. */
final class Colours {

    private static final int HALF = 1 << 15;
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int GREEN_OF_CB = fixed(0.34414);
    private static final int BLUE_OF_CB = fixed(1.77200);

    private Colours() {}

    private static int fixed(double factor) {
        return (int) (factor * (1 << 16) + 0.5);
    }

    static int rgb(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    static int grey(int value) {
        return rgb(value, value, value);
    }

    /** JFIF's conversion with 16 bits of fraction, rounded as libjpeg rounds. */
    static int ycc(int luma, int cb, int cr) {
        int blueness = cb - 128;
        int redness = cr - 128;
        int red = luma + ((RED_OF_CR * redness + HALF) >> 16);
        int green = luma + ((HALF - GREEN_OF_CB * blueness - GREEN_OF_CR * redness) >> 16);
        int blue = luma + ((BLUE_OF_CB * blueness + HALF) >> 16);
        return rgb(Math.clamp(red, 0, 255), Math.clamp(green, 0, 255), Math.clamp(blue, 0, 255));
    }

    /** Four inks given as brightness (255 is no ink): each colour is darkened by the black ink. */
    static int inks(int cyan, int magenta, int yellow, int black) {
        return rgb(product(cyan, black), product(magenta, black), product(yellow, black));
    }

    private static int product(int one, int other) {
        return (one * other + 127) / 255;
    }

    /** One sample on white. */
    static int onWhite(int value, int alpha, boolean multiplied) {
        if (multiplied) {
            return Math.min(255, value + 255 - alpha);
        }
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    /** A colour {@code 0xAARRGGBB} on white. */
    static int onWhite(int colour) {
        int alpha = colour >>> 24;
        return rgb(
                onWhite(colour >> 16 & 255, alpha, false),
                onWhite(colour >> 8 & 255, alpha, false),
                onWhite(colour & 255, alpha, false));
    }
}
