package org.egide.upstream;

import java.time.Duration;

/** Why a pull brought nothing in. Each has a sentence for people ({@code upstream.fault.<name>}). */
enum Fault {
    /** 429, 500, 502, 503, 504. */
    BUSY(true),
    /** No whole answer within 60 s. */
    SLOW(true),
    /** No connection. */
    DOWN(true),
    NO_SUCH_NAME(true),
    /** The secure connection could not be made. */
    TLS(true),
    BROKEN_ANSWER(true),
    /** 401 or 403. */
    LOGIN_REFUSED(false),
    /** The source points elsewhere; credentials are not carried there. */
    REDIRECTED(false),
    NOT_THERE(false),
    /** Any other status. */
    ODD_ANSWER(false),
    /** The guard refuses the address. */
    ADDRESS_REFUSED(false),
    PAGE_TOO_LARGE(false),
    /** More entries than a page can have. */
    PAGE_TOO_FULL(false),
    /** No XML or no JSON that can be read safely. */
    NOT_READABLE(false),
    NOT_THE_FORM(false),
    /** A field is missing that the form requires. */
    MISSING_FIELD(false),
    /** The next page lies elsewhere than where entries are. */
    NEXT_ELSEWHERE(false),
    /** The next page was read before. */
    PAGE_LOOP(false),
    /** More pages, or more empty ones, than a range can have. */
    ENDLESS(false),
    /** The source's running number lies in the future. */
    TIME_AHEAD(false),
    /** The source's running number goes back. */
    TIME_BACK(false),
    /** Our list was withdrawn or has ended. */
    LIST_GONE(false);

    private static final Duration LONGEST = Duration.ofHours(24);

    private final boolean passes;

    Fault(boolean passes) {
        this.passes = passes;
    }

    /** Whether it may pass by itself, without people. */
    boolean passes() {
        return passes;
    }

    /** Whether the range being read must be read from its begin. */
    boolean spoilsRange() {
        return this == NEXT_ELSEWHERE || this == PAGE_LOOP || this == ENDLESS;
    }

    /** How long to wait after that many failures in a row: twice as long each time, up to a day. */
    Duration pause(int failures) {
        var first = passes ? Duration.ofMinutes(1) : Duration.ofMinutes(30);
        var wait = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 12));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    static Fault ofStatus(int status) {
        return switch (status) {
            case 429, 500, 502, 503, 504 -> BUSY;
            case 401, 403 -> LOGIN_REFUSED;
            case 301, 302, 303, 307, 308 -> REDIRECTED;
            case 404, 410 -> NOT_THERE;
            default -> ODD_ANSWER;
        };
    }

    /** Of the codes of the way out. */
    static Fault ofCode(String code) {
        return switch (code) {
            case "too-slow", "interrupted" -> SLOW;
            case "no-connection" -> DOWN;
            case "no-such-name" -> NO_SUCH_NAME;
            case "tls" -> TLS;
            case "too-large" -> PAGE_TOO_LARGE;
            case "unreadable-encoding" -> NOT_READABLE;
            default -> BROKEN_ANSWER;
        };
    }
}
