package org.egide.assessment;

/** What a report finally is under the law profile. */
public enum OutcomeKind {
    UNLAWFUL,
    LAWFUL,
    /** Not what this desk is for, for instance adults only. */
    OUT_OF_SCOPE
}
