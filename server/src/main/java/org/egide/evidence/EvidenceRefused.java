package org.egide.evidence;

import java.util.Locale;

/** A rule of evidence that was about to be broken, with a stable code. */
public final class EvidenceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The stable codes. */
    public enum Code {
        /** The private key and the certificate do not belong together, or are not P-256. */
        IDENTITY_MALFORMED,
        /** The node's certificate is not valid at the package's time. */
        IDENTITY_EXPIRED,
        /** What was written does not verify: a fault of ours, nothing leaves. */
        PACKAGE_NOT_VERIFIABLE,
        /** The platform gave no cryptography. */
        CRYPTOGRAPHY_ABSENT,
        /** A recipient is not an age X25519 recipient. */
        RECIPIENT_MALFORMED,
        /** Fewer than two different recipients. */
        RECIPIENTS_TOO_FEW;

        /** The code as printed. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Code code;

    public EvidenceRefused(Code code, String words) {
        super(words);
        this.code = code;
    }

    public EvidenceRefused(Code code, String words, Throwable cause) {
        super(words, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
