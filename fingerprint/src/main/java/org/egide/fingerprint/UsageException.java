package org.egide.fingerprint;

/** A command that cannot be begun; the message is the one sentence for the person who typed it. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
