package org.egide.dialogue;

import org.egide.report.Subject;

/** A reporter wrote back; {@code danger} when they say that they are in danger now. Carries nothing of what was said. */
public record MessageFromReporter(Subject subject, long sequence, boolean danger) {}
