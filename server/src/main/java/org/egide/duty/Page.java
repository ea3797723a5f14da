package org.egide.duty;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.egide.staff.PersonId;

/** One call: of a person by mail, or of the node's pager. It says nothing but that somebody should sign in. */
record Page(
        UUID id,
        AlarmId alarm,
        int round,
        Rung rung,
        Channel channel,
        Optional<PersonId> person,
        State state,
        Instant made,
        int attempts,
        String lastError,
        Optional<Instant> sent) {
    /** By what a call goes out. */
    enum Channel {
        MAIL,
        PAGER
    }

    /** How far it is. A dropped call was not made before somebody had answered. */
    enum State {
        WAITING,
        SENT,
        FAILED,
        DROPPED
    }
}
