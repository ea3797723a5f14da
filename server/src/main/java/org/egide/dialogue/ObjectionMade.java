package org.egide.dialogue;

import org.egide.report.Subject;

/** A reporter disagreed or complained. Carries nothing of what was said. */
public record ObjectionMade(Subject subject, Objection.Kind kind) {}
