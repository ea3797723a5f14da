package org.egide.fingerprint.archive;

/** A scan that was not begun or cannot go on; the message is one sentence for the person who started it. */
public final class ScanStopped extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Stable codes. */
    public enum Reason {
        /** The settings name something that is not there or cannot be. */
        WRONG_USE,
        /** Another process works on the same scan. */
        BUSY,
        /** An earlier scan has the same output and was not asked to go on. */
        ALREADY_BEGUN,
        /** The scan was begun with other settings or lists. */
        OTHER_SETTINGS,
        /** What the scan itself had written down is no longer whole. */
        DAMAGED
    }

    ScanStopped(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** The stable code. */
    public Reason reason() {
        return reason;
    }
}
