package org.egide.platform.database;

/** Why the private database did not start: a code that stays the same for ever, and a sentence for the person who runs the server. */
public final class DatabaseStartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of failure; {@link #text()} is what manuals and monitors may rely on. */
    public enum Code {
        FOLDER_IN_USE("database.folder-in-use"),
        FOLDER_UNUSABLE("database.folder-unusable"),
        FOLDER_NOT_OURS("database.folder-not-ours"),
        OTHER_MAJOR_VERSION("database.other-major-version"),
        PASSWORD_MISSING("database.password-missing"),
        BINARIES_MISSING("database.binaries-missing"),
        TOOL_MISSING("database.tool-missing"),
        NO_ACCOUNT("database.no-account"),
        FIRST_SETUP_FAILED("database.first-setup-failed"),
        FORMER_SERVER_REMAINS("database.former-server-remains"),
        SERVER_ENDED_EARLY("database.server-ended-early"),
        NOT_READY_IN_TIME("database.not-ready-in-time"),
        INTERRUPTED("database.interrupted");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private final Code code;

    DatabaseStartFailed(Code code, String sentence) {
        super(sentence);
        this.code = code;
    }

    DatabaseStartFailed(Code code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
