package org.egide.gateway;

import java.time.Instant;

/** A report that comes in by calls: its number on the wire, whose it is and where it stands. */
record Intake(
        long number, ProviderId provider, IntakeState state, boolean batched, String mediaType, Instant expires) {}
