package org.egide.audit;

import org.egide.platform.Write;

/**
 * Rows about to be appended to a chain by a message. The write fails, and with it the whole message, when somebody else has appended
 * since; whoever sends it says afterwards how it went.
 */
public final class Appending {
    private final Write write;
    private final Runnable happened;
    private final Runnable failed;

    Appending(Write write, Runnable happened, Runnable failed) {
        this.write = write;
        this.happened = happened;
        this.failed = failed;
    }

    public Write write() {
        return write;
    }

    /** The message was committed. */
    public void happened() {
        happened.run();
    }

    /** The message failed, or nobody knows: the end of the chain is looked up before the next rows. */
    public void failed() {
        failed.run();
    }
}
