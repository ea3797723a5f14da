package org.egide.fingerprint;

/**
 * A part of a picture, in pixels of the picture as stored.
 *
 * @param left columns before it
 * @param top rows above it
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Area(int left, int top, int width, int height) {

    public Area {
        if (left < 0 || top < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("an area lies within its picture and is not empty");
        }
    }

    /** All of a picture. */
    static Area of(Pixels pixels) {
        return new Area(0, 0, pixels.width(), pixels.height());
    }
}
