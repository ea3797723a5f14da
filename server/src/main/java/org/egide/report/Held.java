package org.egide.report;

import java.time.LocalDate;

/** One thing in quarantine, unopened: through which page it came ({@code talk}, {@code report}), what it seems to be, on what day. */
public record Held(QuarantineId id, String entrance, Unwanted.Kind kind, LocalDate day) {}
