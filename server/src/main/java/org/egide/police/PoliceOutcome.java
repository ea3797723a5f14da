package org.egide.police;

/** What came of a referral, as the unit returns it. Titles: {@code police.outcome.<name>}. */
enum PoliceOutcome {
    CHILD_SAFEGUARDED,
    PERSON_IDENTIFIED,
    ARREST,
    PASSED_ON,
    NOT_COMPETENT,
    NO_FURTHER_ACTION
}
