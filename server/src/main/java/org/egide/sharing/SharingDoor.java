package org.egide.sharing;

/** What a partner's secret opens. */
enum SharingDoor {
    /** The password of HTTP Basic. */
    BASIC,
    /** Says who calls; needed with each of the others. */
    SUBSCRIPTION,
    FETCH,
    SUBMIT,
    FEEDBACK
}
