package org.egide.assessment;

/** On which path those concerned go on (R52.1). */
public enum CarePath {
    ORDINARY,
    /** Another child acted: both children are protected, apart from the handling of adult offenders. */
    PROTECTIVE
}
