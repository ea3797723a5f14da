package org.egide.platform;

/**
 * A broken rule, told with a stable code and one plain sentence that holds nothing of what was sent. JSON doors answer it as
 * RFC 9457, pages as a page, the command line as one line.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private Refusal(String code, int status, String sentence) {
        super(sentence);
        this.code = code;
        this.status = status;
    }

    /** Refused because the request was wrong (HTTP 400). */
    public static Refusal because(String code, String sentence) {
        return new Refusal(code, 400, sentence);
    }

    /** Refused with another HTTP status. */
    public static Refusal withStatus(int status, String code, String sentence) {
        return new Refusal(code, status, sentence);
    }

    /** What was asked for is not there, or not for the one who asks: the two look the same (HTTP 404). */
    public static Refusal notFound() {
        return new Refusal("not-found", 404, "There is nothing here for you.");
    }

    /** The one who asks has no right to this (HTTP 403). */
    public static Refusal notAllowed() {
        return new Refusal("not-allowed", 403, "You may not do this.");
    }

    /** Stable, lower case, with hyphens. */
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
