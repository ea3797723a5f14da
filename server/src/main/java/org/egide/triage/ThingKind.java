package org.egide.triage;

/** By what reports belong together. */
public enum ThingKind {
    /** The same address on the web. */
    ADDRESS,
    /** The same account, mail address or telephone number. */
    ACCOUNT,
    /** The same bytes. */
    FILE,
    /** Pictures within 31 bits of the first of their kind. */
    PICTURE
}
