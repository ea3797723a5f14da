package org.egide.dialogue;

import org.egide.report.Subject;

/** Staff wrote to a reporter. Carries nothing of what was said. */
public record MessageFromStaff(Subject subject, long sequence, Speaker speaker) {}
