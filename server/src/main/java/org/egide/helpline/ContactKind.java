package org.egide.helpline;

/** How a child reaches the helpline. Titles: {@code helpline.kind.<name>}. */
public enum ContactKind {
    /** Written on the page, while she is there. */
    CHAT,
    /** On the telephone, entered by the counsellor. */
    PHONE,
    /** Left in writing for later: on the page and gone, or brought in by a counsellor. */
    MESSAGE
}
