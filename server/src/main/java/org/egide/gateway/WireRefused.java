package org.egide.gateway;

import java.util.List;

/** A call of the XML door that was not done: its code, the HTTP status and a description that is never empty and never a number. */
final class WireRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final WireCode code;
    private final int status;
    private final transient List<String> files;

    private WireRefused(WireCode code, int status, String description, List<String> files) {
        super(description);
        this.code = code;
        this.status = status;
        this.files = List.copyOf(files);
    }

    static WireRefused with(WireCode code) {
        return new WireRefused(code, code.status(), code.description(), List.of());
    }

    static WireRefused with(WireCode code, String detail) {
        return new WireRefused(code, code.status(), code.description() + ": " + detail, List.of());
    }

    static WireRefused with(WireCode code, int status, String detail) {
        return new WireRefused(code, status, code.description() + ": " + detail, List.of());
    }

    /** The report was finished before; its files are told again, because the first answer may have been lost. */
    static WireRefused finishedBefore(List<String> files) {
        var code = WireCode.ALREADY_FINISHED;
        return new WireRefused(code, code.status(), code.description(), files);
    }

    WireCode code() {
        return code;
    }

    int status() {
        return status;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    List<String> files() {
        return files;
    }
}
