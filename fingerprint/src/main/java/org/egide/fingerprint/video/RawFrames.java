package org.egide.fingerprint.video;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.egide.fingerprint.Pixels;

/**
 * The frames that the decoding process hands over, one after the other, as portable pixmaps: {@code P6}, width, height,
 * 255, then three bytes a pixel. The process is not trusted: sizes are checked before room is made.
 *
 * <p>Two frames are held at one time, whatever the film's length: the last one, to know when nothing has changed.
 */
final class RawFrames {

    /** The process said something that is no frame. */
    static final class NotAFrame extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** A frame has more pixels than the limit. */
    static final class TooManyPixels extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final int LONGEST_NUMBER = 9;

    private final InputStream in;
    private final long limit;
    private byte[] last = new byte[0];
    private byte[] spare = new byte[0];

    RawFrames(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * The next frame, or nothing after the last one.
     *
     * @throws EOFException in the middle of a frame
     */
    Optional<Frame> next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        if (first != 'P' || in.read() != '6' || in.read() != '\n') {
            throw new NotAFrame();
        }
        int width = number(' ');
        int height = number('\n');
        if (number('\n') != 255) {
            throw new NotAFrame();
        }
        if (width < 1 || height < 1) {
            throw new NotAFrame();
        }
        if ((long) width * height > limit) {
            throw new TooManyPixels();
        }
        return Optional.of(frame(width, height));
    }

    private Frame frame(int width, int height) throws IOException {
        int length = Math.multiplyExact(3, Math.multiplyExact(width, height));
        byte[] samples = spare.length == length ? spare : new byte[length];
        if (in.readNBytes(samples, 0, length) < length) {
            throw new EOFException();
        }
        boolean unchanged = Arrays.equals(samples, last);
        spare = last;
        last = samples;
        return new Frame(width, height, samples, unchanged);
    }

    private int number(char end) throws IOException {
        int number = 0;
        for (int digits = 0; digits <= LONGEST_NUMBER; digits++) {
            int next = in.read();
            if (next == end && digits > 0) {
                return number;
            }
            if (next < '0' || next > '9') {
                throw new NotAFrame();
            }
            number = number * 10 + next - '0';
        }
        throw new NotAFrame();
    }

    /** One frame; its samples stand until the frame after the next is asked for. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody; copying a frame would double the memory.
    record Frame(int width, int height, byte[] samples, boolean unchanged) implements Pixels {

        @Override
        public void row(int y, int[] into) {
            int at = 3 * width * y;
            for (int x = 0; x < width; x++) {
                into[x] = (samples[at] & 255) << 16 | (samples[at + 1] & 255) << 8 | (samples[at + 2] & 255);
                at += 3;
            }
        }
    }
}
