package org.egide.report.desk;

import java.util.Arrays;
import java.util.Locale;
import org.egide.platform.Refusal;

/** Why somebody opens what is sealed; the code stands in the audit record. Titles: {@code report.reason.<code>}. */
public enum Reason {
    ASSESS,
    LINK,
    ROUTE,
    REMOVE,
    REVIEW,
    COMPLAINT;

    /** The code in the audit record. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a code; refuses {@code reason-needed} for anything else. */
    static Reason of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.because("reason-needed", "Say why you need to see this."));
    }
}
