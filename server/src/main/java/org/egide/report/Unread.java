package org.egide.report;

import java.time.Instant;
import java.util.UUID;

/** A submission that could not be read as a report: kept sealed, waiting for a person. {@code reason} is a stable code. */
public record Unread(UUID id, Door door, String source, String reason, long size, Instant at, boolean handled) {}
