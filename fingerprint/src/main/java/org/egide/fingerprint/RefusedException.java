package org.egide.fingerprint;

import org.egide.fingerprint.Refusal.Reason;

/** Carries a refusal out of the depth of a scan; never leaves this package. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.refusal = new Refusal(reason, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
