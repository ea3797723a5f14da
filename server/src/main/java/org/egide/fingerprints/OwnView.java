package org.egide.fingerprints;

import java.time.Instant;
import java.util.UUID;

/** A child's own hash as its desk sees it, never the digits. {@code mine} says that the viewer assented. */
public record OwnView(UUID id, boolean perceptual, Instant received, int assents, boolean mine, boolean listed) {}
