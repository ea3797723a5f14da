package org.egide.helpline;

/** How a contact ended. Titles: {@code helpline.outcome.<name>}. */
public enum Outcome {
    /** She was listened to and advised. */
    HEARD,
    INFORMED,
    /** Passed on with her knowledge. */
    HANDED_OVER,
    /** She broke off while somebody was there. */
    BROKEN_OFF,
    /** A test, silence or a joke: also heard. */
    NO_CONCERN
}
