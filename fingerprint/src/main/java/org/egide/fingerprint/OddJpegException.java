package org.egide.fingerprint;

/**
 * A JPEG that the way straight to the luma does not take: an unusual form, or damage. The decoder that converts colours
 * reads it instead and decides what is to be refused.
 */
final class OddJpegException extends Exception {

    private static final long serialVersionUID = 1;

    OddJpegException(String what) {
        super(what, null, false, false);
    }
}
