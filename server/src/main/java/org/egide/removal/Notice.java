package org.egide.removal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.egide.platform.Language;

/** One mail to a host, waiting or sent. {@code lastError} is a stable code. */
record Notice(
        UUID id,
        CopyId copy,
        int round,
        Kind kind,
        State state,
        String recipient,
        Language language,
        int attempts,
        String lastError,
        Instant nextAttempt,
        Optional<Instant> sent) {

    /** The first word, or the second. */
    enum Kind {
        NOTICE,
        REMINDER
    }

    /** Waiting until a mail server has taken it; withdrawn when there is nothing left to ask for. */
    enum State {
        WAITING,
        SENT,
        WITHDRAWN
    }

    @Override
    public String toString() {
        return "Notice[" + id + " " + kind + " " + state + "]";
    }
}
