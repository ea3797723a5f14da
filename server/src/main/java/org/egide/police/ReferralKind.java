package org.egide.police;

/** What the police is asked to do. Titles: {@code police.kind.<name>}. */
enum ReferralKind {
    /** Preserve evidence before it disappears. */
    PRESERVE,
    /** Identify a child or an offender. */
    IDENTIFY,
    /** Protect a child at once; only then does the package say who told. */
    URGENT_PROTECTION
}
