package org.egide.dialogue;

import org.egide.report.Subject;

/** A reporter chose, or changed their mind. */
public record ChoiceMade(Subject subject, Topic topic, String answer) {}
