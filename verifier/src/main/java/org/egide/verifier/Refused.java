package org.egide.verifier;

/** A check that did not hold: a stable code, and one sentence for a person. The sentence never carries raw bytes. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    public Refused(RefusalCode code, String words) {
        super(words);
        this.code = code;
    }

    public Refused(RefusalCode code, String words, Throwable cause) {
        super(words, cause);
        this.code = code;
    }

    /** The stable code. */
    public RefusalCode code() {
        return code;
    }

    /** The sentence. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
