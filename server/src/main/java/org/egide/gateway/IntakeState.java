package org.egide.gateway;

import java.util.Set;

/** Where a report stands that comes in by calls. */
enum IntakeState {
    /** The bytes are sealed; nobody has read them yet. */
    RECEIVED,
    /** Read and valid; its number was told; files may follow. */
    OPEN,
    /** The sender has said that this is all; the report is being taken in. */
    FINISHING,
    FINISHED,
    RETRACTED,
    /** Begun and never finished: kept as abandoned evidence, before a person. */
    EXPIRED,
    /** Not read: kept, before a person. Its number was never told. */
    REFUSED;

    private Set<IntakeState> successors() {
        return switch (this) {
            case RECEIVED -> Set.of(OPEN, REFUSED);
            case OPEN -> Set.of(FINISHING, RETRACTED, EXPIRED);
            case FINISHING -> Set.of(FINISHED);
            case FINISHED, RETRACTED, EXPIRED, REFUSED -> Set.of();
        };
    }

    boolean mayBecome(IntakeState next) {
        return successors().contains(next);
    }
}
