package org.egide.fingerprint;

import java.io.EOFException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Hears whether a decoder had to invent the rest of a picture. */
final class Warnings implements IIOReadWarningListener {

    private boolean premature;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        premature |= warning.toLowerCase(Locale.ROOT).contains("premature end");
    }

    void requireComplete() throws RefusedException {
        if (premature) {
            throw Scan.truncated("the picture data end early");
        }
    }

    RefusedException refusal(Throwable cause) {
        return premature || ranOut(cause)
                ? Scan.truncated("the picture data end early")
                : Scan.broken("the decoder could not make sense of the picture data");
    }

    private static boolean ranOut(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }
}
