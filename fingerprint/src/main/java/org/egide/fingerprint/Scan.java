package org.egide.fingerprint;

import org.egide.fingerprint.Refusal.Reason;

/**
 * What the structure of a file says, before anything is decoded.
 *
 * @param format the format
 * @param width of the canvas
 * @param height of the canvas
 * @param frame where the first frame lies
 * @param colour how a JPEG's components are to be understood; {@link Colour#AS_DECODED} for all others
 * @param picture the bytes for the decoder: the first frame only, without profiles, texts, previews and trailing bytes
 */
record Scan(Format format, int width, int height, Frame frame, Colour colour, Bytes picture) {

    /** The place of the first frame on the canvas. */
    record Frame(int left, int top, int width, int height) {}

    /** Meaning of a JPEG's components, by the rules that libjpeg set. */
    enum Colour {
        AS_DECODED,
        GREY,
        RGB,
        YCC,
        CMYK,
        INVERTED_CMYK,
        INVERTED_YCCK
    }

    static Scan whole(Format format, long width, long height, Colour colour, byte[] picture) {
        Frame frame = new Frame(0, 0, (int) width, (int) height);
        return new Scan(format, frame.width(), frame.height(), frame, colour, Bytes.of(picture));
    }

    /** Refuses sizes of nothing and sizes beyond the limit. */
    static void requireSize(long width, long height, Limits limits) throws RefusedException {
        if (width < 1 || height < 1) {
            throw new RefusedException(Reason.BROKEN, "the header declares a picture without pixels");
        }
        if (width > limits.pixels() || height > limits.pixels() / width) {
            throw new RefusedException(
                    Reason.TOO_MANY_PIXELS,
                    "the header declares " + width + " x " + height + ", the limit is " + limits.pixels() + " pixels");
        }
    }

    static void requireFrames(int frames, Limits limits) throws RefusedException {
        if (frames > limits.frames()) {
            throw new RefusedException(
                    Reason.TOO_MANY_FRAMES, "more than " + limits.frames() + " frames, which is the limit");
        }
    }

    static RefusedException broken(String detail) {
        return new RefusedException(Reason.BROKEN, detail);
    }

    static RefusedException unsupported(String detail) {
        return new RefusedException(Reason.UNSUPPORTED, detail);
    }

    static RefusedException truncated(String detail) {
        return new RefusedException(Reason.TRUNCATED, detail);
    }
}
